-- Take the mark off calls which had vanished and are listed again.
DELETE vanished FROM hv_billing_vanished AS vanished
INNER JOIN hv_cdr_known AS known ON vanished.cdr_id = known.id
WHERE
    known.is_vanished = 't'
    AND known.state <> 'x'
