-- study: generations
-- estimator: difference
SELECT o.value AS x, p.generation = 3 AS g, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM observation o
JOIN person p ON p.id = o.person AND p.replicate = o.replicate
WHERE p.generation IN (1, 3) AND o.instrument = 'ecr' AND o.scale = 'anxiety_mean'
  AND o.age_days >= 7300 AND o.age_days < 7350
