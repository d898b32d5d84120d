-- PostgreSQL's merge asks for memory here; this database needs nothing.
DO 0
