-- Insert many rows at once, where the bulk means of the database is switched off.
-- table, columns: identifiers; rows: groups of positional parameters, one a row
INSERT INTO {table} ({columns}) VALUES {rows}
