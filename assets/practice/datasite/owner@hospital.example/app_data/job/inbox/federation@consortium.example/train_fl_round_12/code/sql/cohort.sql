-- Admissions of adults with a known outcome, one row each.
SELECT age, length_of_stay, wait_minutes, sex, ward, readmit_30d
FROM admissions
WHERE age >= 18
  AND readmit_30d IS NOT NULL
  AND length_of_stay BETWEEN 0 AND 60;
