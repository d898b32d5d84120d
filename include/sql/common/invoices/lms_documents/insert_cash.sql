-- Charge the customer in LMS for each line (negative gross).
-- {columns}, {rows}: the columns that this LMS has, and the parameters of each line
INSERT INTO cash ({columns})
VALUES {rows}
