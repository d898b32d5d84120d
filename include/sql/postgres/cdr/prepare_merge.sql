-- Give the merge's joins and sums room in memory, until the transaction ends.
SET LOCAL work_mem TO '64MB'
