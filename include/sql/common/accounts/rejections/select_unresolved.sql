-- Records of a category that wait in quarantine; grain: one record.
-- category: text
SELECT fingerprint
FROM hv_quarantine
WHERE category = %(category)s AND resolved_at IS NULL
