-- study: generations
-- estimator: correlation
-- target: infant secure/insecure with AAI secure/insecure, 18-year lag
-- note: first interview between 14 and 30
WITH adult AS (
  SELECT person, replicate, MIN(age_days) AS age_days
  FROM observation
  WHERE instrument = 'interview' AND scale = 'class_autonomous' AND age_days >= 5110 AND age_days < 11315
  GROUP BY person, replicate
)
SELECT a.value AS x, b.value AS y, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM observation a
CROSS JOIN adult ON adult.person = a.person AND adult.replicate = a.replicate
CROSS JOIN observation b ON b.person = a.person AND b.replicate = a.replicate AND b.age_days = adult.age_days
CROSS JOIN person p ON p.id = a.person AND p.replicate = a.replicate
WHERE a.instrument = 'strange_situation' AND a.scale = 'class_secure' AND a.age_days >= 274 AND a.age_days < 913 AND a.target_role = 'mother'
  AND b.instrument = 'interview' AND b.scale = 'class_autonomous'
