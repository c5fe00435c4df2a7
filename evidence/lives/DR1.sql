-- study: generations
-- estimator: share_difference
SELECT o.value AS x, p.generation = 3 AS g, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM observation o
JOIN person p ON p.id = o.person AND p.replicate = o.replicate
WHERE p.generation IN (1, 3) AND o.instrument = 'strange_situation' AND o.scale = 'class_secure'
  AND o.age_days >= 274 AND o.age_days < 700
