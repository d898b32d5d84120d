-- Give LMS's number lock back after the transaction.
SELECT RELEASE_LOCK('1') AS released
