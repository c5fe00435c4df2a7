-- study: generations
-- estimator: proportion
-- target: four-way AAI secure-autonomous share
-- note: autonomous and not unresolved, women who have children
WITH a_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'interview' AND scale = 'class_autonomous' AND age_days >= 6570 AND age_days < 16425
), u_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'interview' AND scale = 'unresolved'
)
SELECT (a.value <> 0 AND u.value = 0) AS value, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM a_rows a
CROSS JOIN u_rows u ON u.person = a.person AND u.replicate = a.replicate AND u.age_days = a.age_days
CROSS JOIN person p ON p.id = a.person AND p.replicate = a.replicate
WHERE p.sex = 'f'
  AND EXISTS (SELECT 1 FROM person c WHERE c.mother = p.id AND c.replicate = p.replicate)
