-- Admissions by ward and month. Groups below :limit are left out.
WITH by_month AS (
  SELECT
    ward,
    strftime('%Y-%m', admitted_on)  AS month,
    COUNT(DISTINCT patient_id)      AS patients,
    ROUND(AVG(length_of_stay), 1)   AS mean_stay,
    SUM(readmit_30d)                AS readmitted
  FROM admissions
  GROUP BY ward, month
)
SELECT ward, month, patients, mean_stay, readmitted
FROM by_month
WHERE patients >= :limit
ORDER BY ward, month;
