-- Give a read-only session the time that a month's invoice drafts take.
SET statement_timeout TO '100s'
