-- study: generations
-- estimator: difference
-- note: grandchildren who reach 30 within the run were born to young parents
SELECT o.value AS x, p.generation = 3 AS g, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM observation o
JOIN person p ON p.id = o.person AND p.replicate = o.replicate
WHERE p.generation IN (1, 3) AND o.instrument = 'satisfaction' AND o.scale = 'score'
  AND o.age_days >= 10950 AND o.age_days < 11315
