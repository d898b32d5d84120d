-- Give back a lock of this session.
-- key: text
SELECT pg_advisory_unlock(hashtextextended(%(key)s, 0)) AS released
