-- Which documents LMS sends to the e-invoice system; grain: division. delay: seconds, -1: none.
-- boundarydate: epoch seconds of the first that is sent
SELECT
    divisionid,
    delay,
    allconsumers,
    boundarydate
FROM ksefconfig
