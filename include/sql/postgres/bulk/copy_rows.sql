-- Load rows of text (tabs, newlines, \N, backslash escapes) from the client.
-- {table}, {columns}: identifiers (on MySQL the text comes from a file: %(path)s)
COPY {table} ({columns}) FROM STDIN
