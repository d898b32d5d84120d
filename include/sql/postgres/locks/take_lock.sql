-- Take a lock by name for this session; waits up to lock_timeout.
-- key: text
SELECT pg_advisory_lock(hashtextextended(%(key)s, 0))
