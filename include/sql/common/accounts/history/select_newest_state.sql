-- The newest instant at which a state began (epoch seconds); null: no state yet.
-- history: name
SELECT MAX(valid_from) AS valid_from
FROM {history}
