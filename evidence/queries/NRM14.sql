-- study: generations
-- estimator: mean
-- target: ECR anxiety mean at age 21-24 (1-5 scale)
-- note: nearest wave to ages 21-24
SELECT o.value AS value, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM observation o
JOIN person p ON p.id = o.person AND p.replicate = o.replicate
WHERE o.instrument = 'ecr' AND o.scale = 'anxiety_mean'
  AND o.age_days >= 7118 AND o.age_days < 9490
