-- study: generations
-- estimator: proportion
-- target: ECR quadrant share cut at scale midpoint 3: high avoidance only (dismissing)
-- note: cut at the midpoint 3, values on it counted as high
SELECT (a.value < 3 AND b.value >= 3) AS value, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM observation a
CROSS JOIN observation b ON b.person = a.person AND b.replicate = a.replicate AND b.age_days = a.age_days
CROSS JOIN person p ON p.id = a.person AND p.replicate = a.replicate
WHERE a.instrument = 'ecr' AND a.scale = 'anxiety_mean' AND a.age_days >= 5110 AND a.age_days < 29200
  AND b.instrument = 'ecr' AND b.scale = 'avoidance_mean'
