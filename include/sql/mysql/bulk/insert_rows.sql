-- Insert many rows at once, where the bulk means of the database is switched off.
-- {table}, {columns}: identifiers; {rows}: groups of positional parameters
INSERT INTO {table} ({columns}) VALUES {rows}
