-- study: generations
-- estimator: difference
-- target: avoidance with externalizing problems
-- note: against secure children
WITH o_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'problems' AND scale = 'externalizing' AND age_days >= 2373 AND age_days < 4380
), s_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'strange_situation' AND scale IN ('class_secure', 'class_avoidant') AND value <> 0 AND age_days >= 274 AND age_days < 913 AND target_role = 'mother'
)
SELECT o.value AS x, s.scale = 'class_avoidant' AS g, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM o_rows o
CROSS JOIN s_rows s ON s.person = o.person AND s.replicate = o.replicate
CROSS JOIN person p ON p.id = o.person AND p.replicate = o.replicate
