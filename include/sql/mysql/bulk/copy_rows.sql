-- Load rows of text (tabs, newlines, \N, backslash escapes) from a file of the client.
-- {table}, {columns}: identifiers; path: text, the file
LOAD DATA LOCAL INFILE %(path)s INTO TABLE {table}
CHARACTER SET binary
FIELDS TERMINATED BY '\t' ESCAPED BY '\\'
LINES TERMINATED BY '\n'
({columns})
