-- Corrections of our documents, of corrections of them, and so on; grain: document of ours.
-- corrected: PLN gross, negative where they lower it: LMS charges (or gives back) the difference only.
WITH RECURSIVE chain AS (
    SELECT
        i.docid AS root,
        r.id AS docid
    FROM hv_invoice AS i
    INNER JOIN documents AS r ON r.reference = i.docid AND r.type = 3 AND r.cancelled = 0
    WHERE i.state = 'issued'
    UNION
    SELECT
        c.root,
        r.id
    FROM chain AS c
    INNER JOIN documents AS r ON r.reference = c.docid AND r.type = 3 AND r.cancelled = 0
)
SELECT
    c.root AS docid,
    COUNT(DISTINCT c.docid) AS corrections,
    COALESCE(-SUM(k.value), 0) AS corrected
FROM chain AS c
LEFT JOIN cash AS k ON k.docid = c.docid
GROUP BY c.root
