-- Keep that a cause is there, once more where it is known: then with its figures of now.
-- cause, kind, subject, facts, dag_id, run_id: text; now: epoch second
INSERT INTO hv_alert (
    cause,
    kind,
    subject,
    facts,
    times,
    first_at,
    last_at,
    dag_id,
    run_id
) VALUES (
    %(cause)s,
    %(kind)s,
    %(subject)s,
    %(facts)s,
    1,
    %(now)s,
    %(now)s,
    %(dag_id)s,
    %(run_id)s
)
ON DUPLICATE KEY UPDATE
    times = times + 1,
    subject = VALUES(subject),
    facts = VALUES(facts),
    last_at = VALUES(last_at),
    dag_id = VALUES(dag_id),
    run_id = VALUES(run_id)
