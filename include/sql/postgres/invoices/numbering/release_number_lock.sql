-- Give LMS's number lock back after the transaction; here the transaction's end has done so.
SELECT 1 AS released
