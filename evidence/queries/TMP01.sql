-- study: generations
-- estimator: difference
-- target: temperament with insecurity
WITH o_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'temperament' AND scale = 'negative' AND age_days >= 73 AND age_days < 1825
), s_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'strange_situation' AND scale = 'class_secure' AND age_days >= 274 AND age_days < 913 AND target_role = 'mother'
)
SELECT o.value AS x, s.value = 0 AS g, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM o_rows o
CROSS JOIN s_rows s ON s.person = o.person AND s.replicate = o.replicate
CROSS JOIN person p ON p.id = o.person AND p.replicate = o.replicate
