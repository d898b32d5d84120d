-- Insert a billing document into LMS and return its id.
-- {columns}, {values}: the columns that this LMS has, and their parameters
INSERT INTO documents ({columns})
VALUES ({values})
RETURNING id
