-- study: generations
-- estimator: proportion
-- target: sibling concordance of secure/non-secure attachment to the same mother
WITH a_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'strange_situation' AND scale = 'class_secure' AND target_role = 'mother' AND age_days >= 274 AND age_days < 913
), b_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'strange_situation' AND scale = 'class_secure' AND target_role = 'mother' AND age_days >= 274 AND age_days < 913
)
SELECT a.value = b.value AS value, p.mother + p.replicate * 10000000000 AS cluster
FROM person p
CROSS JOIN person s ON s.mother = p.mother AND s.replicate = p.replicate AND s.id > p.id
CROSS JOIN a_rows a ON a.person = p.id AND a.replicate = p.replicate
CROSS JOIN b_rows b ON b.person = s.id AND b.replicate = s.replicate
WHERE (p.twin_pair IS NULL OR s.twin_pair IS NOT p.twin_pair)
