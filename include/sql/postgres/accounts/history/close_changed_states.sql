-- End the states that no longer hold.
-- history, states, key, differences: names; now: epoch seconds
UPDATE {history} AS t SET valid_to = %(now)s
FROM {states} AS s
WHERE s.{key} = t.{key}
    AND t.valid_to IS NULL
    AND ({differences})
