-- Give back a lock of this session.
-- key: text
SELECT RELEASE_LOCK(%(key)s) AS released
