-- study: twins
-- estimator: proportion
-- target: MZ concordance, infant attachment class
WITH a_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'strange_situation' AND scale IN ('class_secure', 'class_avoidant', 'class_resistant', 'class_disorganized') AND value <> 0 AND age_days >= 274 AND age_days < 913 AND target_role = 'mother'
), b_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'strange_situation' AND scale IN ('class_secure', 'class_avoidant', 'class_resistant', 'class_disorganized') AND value <> 0 AND age_days >= 274 AND age_days < 913
)
SELECT a.scale = b.scale AS value
FROM person p
JOIN person t ON t.twin_pair = p.twin_pair AND t.replicate = p.replicate AND t.id > p.id
JOIN a_rows a ON a.person = p.id AND a.replicate = p.replicate
JOIN b_rows b ON b.person = t.id AND b.replicate = t.replicate AND b.target_role IS a.target_role
WHERE p.zygosity = 'mz'
