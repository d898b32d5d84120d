-- Who agreed to invoices by e-mail (2) and to e-invoices of the state (34); grain: customer x consent.
SELECT
    customerid,
    type
FROM customerconsents
WHERE type IN (2, 34) AND customerid IN (SELECT i.customer_id FROM hv_invoice AS i)
