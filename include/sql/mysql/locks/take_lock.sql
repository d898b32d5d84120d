-- Take a lock by name for this session; 1 = taken, 0 = somebody held it for ten minutes.
-- key: text, at most 64 characters
SELECT GET_LOCK(%(key)s, 600) AS taken
