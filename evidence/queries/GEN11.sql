-- study: twins
-- estimator: proportion
-- target: MZ concordance, infant attachment class
WITH pair AS MATERIALIZED (
  SELECT p.id AS one, t.id AS two, p.replicate, p.zygosity
  FROM person p JOIN person t ON t.twin_pair = p.twin_pair AND t.replicate = p.replicate AND t.id > p.id
  WHERE p.twin_pair IS NOT NULL AND p.zygosity = 'mz'
), a_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'strange_situation' AND scale IN ('class_secure', 'class_avoidant', 'class_resistant', 'class_disorganized') AND value <> 0 AND age_days >= 274 AND age_days < 913 AND target_role = 'mother'
), b_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'strange_situation' AND scale IN ('class_secure', 'class_avoidant', 'class_resistant', 'class_disorganized') AND value <> 0 AND age_days >= 274 AND age_days < 913 AND target_role = 'mother'
)
SELECT a.scale = b.scale AS value
FROM pair p
CROSS JOIN a_rows a ON a.person = p.one AND a.replicate = p.replicate
CROSS JOIN b_rows b ON b.person = p.two AND b.replicate = p.replicate
