-- study: generations
-- estimator: correlation
-- note: a parent tells of the child, the adult of himself
SELECT t.value AS x, o.value AS y, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM observation t
CROSS JOIN observation o ON o.person = t.person AND o.replicate = t.replicate
CROSS JOIN person p ON p.id = t.person AND p.replicate = t.replicate
WHERE t.instrument = 'temperament' AND t.scale = 'negative' AND t.age_days >= 2920 AND t.age_days < 3285
  AND o.instrument = 'ecr' AND o.scale = 'anxiety_mean' AND o.age_days >= 7300 AND o.age_days < 7665
