-- study: twins
-- estimator: proportion
-- target: DZ concordance, infant attachment class
SELECT a.scale = b.scale AS value
FROM person p
JOIN person t ON t.twin_pair = p.twin_pair AND t.replicate = p.replicate AND t.id > p.id
JOIN observation a ON a.person = p.id AND a.replicate = p.replicate
JOIN observation b ON b.person = t.id AND b.replicate = t.replicate AND b.target_role IS a.target_role
WHERE a.instrument = 'strange_situation' AND a.scale IN ('class_secure', 'class_avoidant', 'class_resistant', 'class_disorganized') AND a.value <> 0
  AND b.instrument = 'strange_situation' AND b.scale IN ('class_secure', 'class_avoidant', 'class_resistant', 'class_disorganized') AND b.value <> 0
  AND a.age_days >= 274 AND a.age_days < 913 AND b.age_days >= 274 AND b.age_days < 913
  AND a.target_role = 'mother' AND p.zygosity = 'dz'
