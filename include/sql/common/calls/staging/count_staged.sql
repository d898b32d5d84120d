-- Count the staged calls of one id and answer; grain: one row.
-- id: bigint; success: 't' or 'f'
SELECT COUNT(*) AS calls FROM hv_cdr_stage WHERE id = %(id)s AND success = %(success)s
