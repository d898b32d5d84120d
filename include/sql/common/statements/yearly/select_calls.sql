-- Calls of a time, as the yearly summary groups them; grain: call type x area x kind of customer.
-- area: domestic, foreign or unknown, by the other side's number: the caller's of incoming calls (in
-- national form at home), else the number called (international form); by the country without one.
-- kind: LMS's (0 private, 1 company), NULL: no customer. billed_net: PLN, signed; not_billed: priced
-- calls that no line billed. A call that was billed again (it became dearer) counts once.
-- start, until: text, local, half-open
SELECT
    f.calltype,
    f.area,
    f.kind,
    SUM(CASE WHEN f.is_first = 1 AND f.success_call = 't' THEN 1 ELSE 0 END) AS calls,
    SUM(CASE WHEN f.is_first = 1 AND f.success_call = 't' THEN f.duration ELSE 0 END) AS seconds,
    SUM(CASE WHEN f.is_first = 1 AND f.success_call = 't' THEN 0 ELSE f.is_first END) AS failed,
    SUM(f.billed_net) AS billed_net,
    SUM(CASE WHEN f.is_billed = 0 AND f.cost <> 0 THEN 1 ELSE 0 END) AS not_billed,
    SUM(CASE WHEN f.is_billed = 0 THEN f.cost ELSE 0 END) AS not_billed_net
FROM (
    SELECT
        b.calltype,
        b.success_call,
        COALESCE(b.duration, 0) AS duration,
        COALESCE(b.cost, 0) AS cost,
        c.type AS kind,
        CASE WHEN s.id IS NULL OR s.live_first = 1 THEN 1 ELSE 0 END AS is_first,
        CASE WHEN s.reason IN ('billed', 'increase') THEN 1 ELSE 0 END AS is_billed,
        COALESCE(s.cost_billed, 0) AS billed_net,
        CASE
            WHEN b.calltype = 'incoming' AND COALESCE(b.caller, '') = '' THEN 'unknown'
            WHEN b.calltype = 'incoming' AND b.caller LIKE '48%%' THEN 'domestic'
            WHEN b.calltype = 'incoming' AND b.caller LIKE '+48%%' THEN 'domestic'
            WHEN b.calltype = 'incoming' AND b.caller LIKE '0048%%' THEN 'domestic'
            WHEN b.calltype = 'incoming' AND b.caller LIKE '00%%' THEN 'foreign'
            WHEN b.calltype = 'incoming' AND b.caller LIKE '+%%' THEN 'foreign'
            WHEN b.calltype = 'incoming' AND LENGTH(b.caller) <= 9 THEN 'domestic'
            WHEN b.calltype = 'incoming' THEN 'foreign'
            WHEN b.bill_cpb LIKE '48%%' THEN 'domestic'
            WHEN b.bill_cpb LIKE '+48%%' THEN 'domestic'
            WHEN b.bill_cpb LIKE '0048%%' THEN 'domestic'
            WHEN LENGTH(b.bill_cpb) > 6 THEN 'foreign'
            WHEN LENGTH(b.bill_cpb) > 0 THEN 'domestic'
            WHEN LOWER(b.country) IN ('polska', 'poland') THEN 'domestic'
            WHEN LENGTH(b.country) > 0 THEN 'foreign'
            ELSE 'unknown'
        END AS area
    FROM hv_billing AS b
    LEFT JOIN hv_billing_invoiced AS s ON s.cdr_id = b.id
    LEFT JOIN hv_invoice AS i ON i.id = s.invoice_id
    LEFT JOIN hv_billing_link AS l ON l.cdr_id = b.id
    LEFT JOIN hv_customers AS a ON a.id = l.account_id
    LEFT JOIN customers AS c
        ON c.id = COALESCE(i.customer_id, NULLIF(l.customer_id, 0), NULLIF(a.ext_billing_id, 0))
    WHERE b.start_time >= %(start)s AND b.start_time < %(until)s
) AS f
GROUP BY f.calltype, f.area, f.kind
ORDER BY f.calltype, f.area, f.kind
