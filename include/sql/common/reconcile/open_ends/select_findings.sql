-- What the last comparison of platform and LMS found; grain: difference.
SELECT
    cause,
    subject,
    facts,
    times,
    first_at,
    last_at,
    dag_id,
    run_id
FROM hv_alert
WHERE kind = 'finding'
ORDER BY cause
