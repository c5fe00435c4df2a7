-- study: generations
-- estimator: odds_ratio
SELECT o.value AS x, p.sex = 'f' AS g, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM observation o
JOIN person p ON p.id = o.person AND p.replicate = o.replicate
WHERE o.instrument = 'symptoms' AND o.scale = 'diagnosis_depression'
  AND o.age_days >= 6570 AND o.age_days < 32850
