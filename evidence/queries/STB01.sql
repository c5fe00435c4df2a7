-- study: generations
-- estimator: correlation
-- target: secure/insecure stability across early childhood
WITH a_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'strange_situation' AND scale = 'class_secure' AND age_days >= 274 AND age_days < 913 AND target_role = 'mother'
), b_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'strange_situation' AND scale = 'class_secure' AND age_days >= 1095 AND age_days < 2373
)
SELECT a.value AS x, b.value AS y, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM a_rows a
CROSS JOIN b_rows b ON b.person = a.person AND b.replicate = a.replicate
  AND b.target_role IS a.target_role
CROSS JOIN person p ON p.id = a.person AND p.replicate = a.replicate
