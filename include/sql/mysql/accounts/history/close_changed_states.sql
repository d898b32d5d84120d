-- End the states that no longer hold.
-- history, states, key, differences: names; now: epoch seconds
UPDATE {history} AS t
JOIN {states} AS s ON s.{key} = t.{key}
SET t.valid_to = %(now)s
WHERE t.valid_to IS NULL
    AND ({differences})
