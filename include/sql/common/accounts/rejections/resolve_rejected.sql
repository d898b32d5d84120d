-- Mark a record of the quarantine as settled: the platform now sends something else.
-- fingerprint, resolution: text; now: epoch seconds
UPDATE hv_quarantine SET
    resolved_at = %(now)s,
    resolution = %(resolution)s
WHERE fingerprint = %(fingerprint)s
