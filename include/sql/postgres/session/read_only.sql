-- Let this session only read, each transaction from one snapshot, and give up soon: the page's session.
-- A month's calls lie together, so the index on their start is the way to them. They are summed up in
-- memory, and on one core only, as an import may be running.
SET default_transaction_read_only TO on;
SET default_transaction_isolation TO 'repeatable read';
SET statement_timeout TO '20s';
SET lock_timeout TO '2s';
SET random_page_cost TO 1.1;
SET work_mem TO '64MB';
SET max_parallel_workers_per_gather TO 0;
SET jit TO off
