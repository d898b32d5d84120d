-- Which divisions a number plan is assigned to; grain: plan x division.
SELECT
    planid,
    divisionid
FROM numberplanassignments
