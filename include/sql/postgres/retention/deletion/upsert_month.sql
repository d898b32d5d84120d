-- Begin to delete a month's calls, or go on: from now on they are not loaded again.
-- call_month: date; now: epoch seconds; dag_id, run_id: text; reason: text or NULL
INSERT INTO hv_retention (call_month, started_at, dag_id, run_id, reason)
VALUES (%(call_month)s, %(now)s, %(dag_id)s, %(run_id)s, %(reason)s)
ON CONFLICT (call_month) DO UPDATE SET finished_at = NULL
