-- Take the lock that LMS's own invoice form takes before it looks for a number; 1 = taken.
-- The name '1' is LMS's; it holds over the whole server until it is given back.
SELECT GET_LOCK('1', 600) AS taken
