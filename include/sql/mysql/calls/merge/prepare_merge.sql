-- PostgreSQL's merge asks for memory and patience here; this database needs nothing.
SELECT 1 AS nothing
