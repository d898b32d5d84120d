-- Write how far a change has come.
-- id: bigint; the others: the columns
UPDATE hv_change
SET
    state = %(state)s,
    account_id = %(account_id)s,
    platform_id = %(platform_id)s,
    object_name = %(object_name)s,
    request = %(request)s,
    before_values = %(before_values)s,
    after_values = %(after_values)s,
    reason = %(reason)s,
    try_number = %(try_number)s,
    sent_at = %(sent_at)s,
    applied_at = %(applied_at)s,
    confirmed_at = %(confirmed_at)s,
    finished_at = %(finished_at)s
WHERE id = %(id)s
