-- Prepare a session: UTC, and no LMS user (LMS's own views ask for one).
SET TIME ZONE 'UTC';
SET client_encoding TO 'UTF8';
SET lock_timeout TO '600s';
SELECT set_config('lms.current_user', '0', FALSE)
