-- Begin the states that hold from now on. The first known state counts for all time before; but where
-- another one has borne the name, this one cannot be older than the last import, which did not list it.
-- history, states, key, columns, staged_columns: names; now, known_since: epoch seconds; load_id: bigint
INSERT INTO {history} ({key}, {columns}, valid_from, load_id)
SELECT
    s.{key},
    {staged_columns},
    CASE
        WHEN EXISTS (SELECT 1 FROM {history} AS own WHERE own.{key} = s.{key}) THEN %(now)s
        WHEN EXISTS (
            SELECT 1 FROM {history} AS other WHERE other.name = s.name
                AND CAST(other.name AS BINARY) = CAST(s.name AS BINARY) AND other.{key} <> s.{key}
        ) THEN %(known_since)s
        ELSE 0
    END,
    %(load_id)s
FROM {states} AS s
WHERE NOT EXISTS (
    SELECT 1 FROM {history} AS standing WHERE standing.{key} = s.{key} AND standing.valid_to IS NULL
)
ORDER BY s.{key}
