-- Hold off LMS's batch script, which takes no lock and counts numbers in memory; on a shared plan.
LOCK TABLE documents IN ACCESS EXCLUSIVE MODE
