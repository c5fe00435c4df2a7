-- study: generations
-- estimator: proportion
-- target: ECR quadrant share cut at scale midpoint 3: high avoidance only (dismissing)
-- note: cut at the midpoint 3, values on it counted as high
WITH a_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'ecr' AND scale = 'anxiety_mean' AND age_days >= 5110 AND age_days < 29200
), b_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'ecr' AND scale = 'avoidance_mean'
)
SELECT (a.value < 3 AND b.value >= 3) AS value, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM a_rows a
CROSS JOIN b_rows b ON b.person = a.person AND b.replicate = a.replicate AND b.age_days = a.age_days
CROSS JOIN person p ON p.id = a.person AND p.replicate = a.replicate
