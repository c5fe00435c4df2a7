-- study: generations
-- estimator: mean
-- target: ECR avoidance mean (1-5 scale)
SELECT o.value AS value, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM observation o
JOIN person p ON p.id = o.person AND p.replicate = o.replicate
WHERE o.instrument = 'ecr' AND o.scale = 'avoidance_mean'
  AND o.age_days >= 5110 AND o.age_days < 29200
