-- Calls on invoices whose cost is another one now, or that vanished; grain: month x account x
-- terminal x document x direction of the change. A premium-rate call that became dearer is a row of
-- its own (premium_id), with what was decided of the increase for whom. net: PLN, signed: what is owed beyond what was settled, or
-- (negative) what was billed too much. Only calls with a revision can differ.
-- start, until: text, local, half-open; setup: 1 adds the set-up fee, else 0
-- premium: text, the platform's types between commas, with one at either end
SELECT
    d.call_month,
    d.account_id,
    d.terminal_id,
    d.docid,
    CASE WHEN d.difference > 0 THEN 1 ELSE -1 END AS direction,
    CASE
        WHEN d.difference > 0 AND %(premium)s LIKE CONCAT('%%,', LOWER(d.type), ',%%') THEN d.cdr_id
    END AS premium_id,
    MIN(d.start_time) AS start_time,
    MIN(d.withheld_of) AS withheld_of,
    MIN(d.withheld) AS withheld,
    COUNT(*) AS calls,
    SUM(d.difference) AS net
FROM (
    SELECT
        SUBSTRING(b.start_time, 1, 7) AS call_month,
        l.account_id,
        l.terminal_id,
        n.docid,
        b.id AS cdr_id,
        b.start_time,
        COALESCE(b.type, '') AS type,
        w.customer_id AS withheld_of,
        w.state AS withheld,
        CASE
            WHEN v.cdr_id IS NOT NULL THEN -s.billed
            ELSE GREATEST(
                COALESCE(b.cost, 0) + %(setup)s * COALESCE(b.init_charge, 0) - s.settled, -s.billed
            )
        END AS difference
    FROM (
        SELECT
            i.cdr_id,
            MIN(i.invoice_id) AS invoice_id,
            SUM(i.cost_billed) AS billed,
            SUM(i.cost_settled) AS settled
        FROM (
            SELECT r.cdr_id FROM hv_billing_revision AS r
            UNION
            SELECT w.cdr_id FROM hv_billing_vanished AS w
        ) AS c
        INNER JOIN hv_billing_invoiced AS i ON i.cdr_id = c.cdr_id
        GROUP BY i.cdr_id
        HAVING SUM(CASE WHEN i.reason IN ('failed_call', 'no_subscription') THEN 1 ELSE 0 END) = 0
    ) AS s
    INNER JOIN hv_billing AS b ON b.id = s.cdr_id
    INNER JOIN hv_invoice AS n ON n.id = s.invoice_id
    LEFT JOIN hv_billing_link AS l ON l.cdr_id = b.id
    LEFT JOIN hv_billing_vanished AS v ON v.cdr_id = b.id
    LEFT JOIN hv_premium_withheld AS w ON w.cdr_id = b.id
    WHERE b.start_time >= %(start)s AND b.start_time < %(until)s
) AS d
WHERE d.difference <> 0
GROUP BY 1, 2, 3, 4, 5, 6
