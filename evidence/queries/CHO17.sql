-- study: generations
-- estimator: difference
-- target: disorganization with internalizing, bias adjusted
SELECT o.value AS x, s.value AS g, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM observation o
CROSS JOIN observation s ON s.person = o.person AND s.replicate = o.replicate
CROSS JOIN person p ON p.id = o.person AND p.replicate = o.replicate
WHERE o.instrument = 'problems' AND o.scale = 'internalizing' AND o.age_days >= 2373 AND o.age_days < 4380
  AND s.instrument = 'strange_situation' AND s.scale = 'class_disorganized' AND s.age_days >= 274 AND s.age_days < 913 AND s.target_role = 'mother'
