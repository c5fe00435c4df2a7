-- study: twins
-- estimator: proportion
-- target: MZ concordance, infant attachment class
SELECT a.scale = b.scale AS value
FROM twin_pair p
CROSS JOIN observation a ON a.person = p.one AND a.replicate = p.replicate
CROSS JOIN observation b ON b.person = p.two AND b.replicate = p.replicate
WHERE p.zygosity = 'mz' AND a.instrument = 'strange_situation' AND a.scale IN ('class_secure', 'class_avoidant', 'class_resistant', 'class_disorganized') AND a.value <> 0 AND a.age_days >= 274 AND a.age_days < 913 AND a.target_role = 'mother'
  AND b.instrument = 'strange_situation' AND b.scale IN ('class_secure', 'class_avoidant', 'class_resistant', 'class_disorganized') AND b.value <> 0 AND b.age_days >= 274 AND b.age_days < 913 AND b.target_role = 'mother'
