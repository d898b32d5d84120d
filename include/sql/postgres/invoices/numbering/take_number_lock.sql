-- Take the lock that LMS's own invoice form takes before it looks for a number; 1 = taken.
-- The handle 1 is LMS's; the lock ends with the transaction.
SELECT pg_advisory_xact_lock(1) AS taken
