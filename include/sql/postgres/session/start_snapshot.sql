-- Begin a transaction that only reads, all of it from one state of the database.
START TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY
