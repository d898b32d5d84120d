-- All places for emergency calls with their names; grain: one place.
SELECT
    p.id,
    province.name AS province,
    county.name AS county,
    borough.name AS borough
FROM hv_pcb AS p
INNER JOIN hv_province AS province ON province.id = p.id_province
INNER JOIN hv_county AS county ON county.id = p.id_county
INNER JOIN hv_borough AS borough ON borough.id = p.id_borough
ORDER BY p.id
