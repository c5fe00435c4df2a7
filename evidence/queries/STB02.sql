-- study: generations
-- estimator: kappa
-- target: four-way stability across early childhood
SELECT CASE a.scale WHEN 'class_secure' THEN 1 WHEN 'class_avoidant' THEN 2 WHEN 'class_resistant' THEN 3 ELSE 4 END AS a,
       CASE b.scale WHEN 'class_secure' THEN 1 WHEN 'class_avoidant' THEN 2 WHEN 'class_resistant' THEN 3 ELSE 4 END AS b, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM observation a
CROSS JOIN observation b ON b.person = a.person AND b.replicate = a.replicate AND b.target_role IS a.target_role
CROSS JOIN person p ON p.id = a.person AND p.replicate = a.replicate
WHERE a.instrument = 'strange_situation' AND a.scale IN ('class_secure', 'class_avoidant', 'class_resistant', 'class_disorganized') AND a.value <> 0 AND a.age_days >= 274 AND a.age_days < 913 AND a.target_role = 'mother'
  AND b.instrument = 'strange_situation' AND b.scale IN ('class_secure', 'class_avoidant', 'class_resistant', 'class_disorganized') AND b.value <> 0 AND b.age_days >= 1095 AND b.age_days < 2373
