-- study: generations
-- estimator: correlation
-- target: maternal sensitivity with disorganization
SELECT a.value AS x, b.value AS y, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM observation a
CROSS JOIN observation b ON b.person = a.person AND b.replicate = a.replicate
  AND b.target_role IS a.target_role AND ABS(b.age_days - a.age_days) < 200
CROSS JOIN person p ON p.id = a.person AND p.replicate = a.replicate
WHERE a.instrument = 'sensitivity' AND a.scale = 'observed' AND a.age_days >= 274 AND a.age_days < 913 AND a.target_role = 'mother'
  AND b.instrument = 'strange_situation' AND b.scale = 'class_disorganized'
