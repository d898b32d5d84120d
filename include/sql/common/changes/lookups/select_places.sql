-- Places for emergency calls by names, compared without case; grain: one place.
-- province, county, borough: text
SELECT p.id
FROM hv_pcb AS p
JOIN hv_province AS province ON province.id = p.id_province
JOIN hv_county AS county ON county.id = p.id_county
JOIN hv_borough AS borough ON borough.id = p.id_borough
WHERE LOWER(province.name) = LOWER(%(province)s)
    AND LOWER(county.name) = LOWER(%(county)s)
    AND LOWER(borough.name) = LOWER(%(borough)s)
ORDER BY p.id
