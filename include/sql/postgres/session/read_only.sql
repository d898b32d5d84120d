-- Let this session only read, each transaction from one snapshot, and give up soon: the page's session.
SET default_transaction_read_only TO on;
SET default_transaction_isolation TO 'repeatable read';
SET statement_timeout TO '20s';
SET lock_timeout TO '2s'
