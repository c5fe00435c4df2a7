-- study: generations
-- estimator: proportion
-- target: AAI additionally unresolved share
SELECT o.value AS value, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM observation o
JOIN person p ON p.id = o.person AND p.replicate = o.replicate
WHERE o.instrument = 'interview' AND o.scale = 'unresolved'
  AND o.age_days >= 6570 AND o.age_days < 16425 AND p.sex = 'f'
  AND EXISTS (SELECT 1 FROM person c WHERE c.mother = p.id AND c.replicate = p.replicate)
