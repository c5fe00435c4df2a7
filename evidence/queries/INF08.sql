-- study: generations
-- estimator: proportion
-- target: preschool disorganized/controlling (D) share, four-way
SELECT o.value AS value, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM observation o
JOIN person p ON p.id = o.person AND p.replicate = o.replicate
WHERE o.instrument = 'strange_situation' AND o.scale = 'class_disorganized'
  AND o.age_days >= 1095 AND o.age_days < 2373 AND o.target_role = 'mother'
