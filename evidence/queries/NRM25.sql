-- study: generations
-- estimator: difference
-- target: women minus men, ECR avoidance
SELECT o.value AS x, p.sex = 'f' AS g, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM observation o
JOIN person p ON p.id = o.person AND p.replicate = o.replicate
WHERE o.instrument = 'ecr' AND o.scale = 'avoidance_mean'
  AND o.age_days >= 5110 AND o.age_days < 29200
