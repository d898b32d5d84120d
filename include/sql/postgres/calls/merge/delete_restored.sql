-- Take the mark off calls which had vanished and are listed again.
DELETE FROM hv_billing_vanished AS vanished
USING hv_cdr_known AS known
WHERE
    vanished.cdr_id = known.id
    AND known.is_vanished = 't'
    AND known.state <> 'x'
