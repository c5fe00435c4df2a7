-- study: generations
-- estimator: correlation
-- target: anxiety with positive mental health (pooled)
WITH a_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'ecr' AND scale = 'anxiety_mean' AND age_days >= 6570 AND age_days < 29200
), b_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'wellbeing' AND scale = 'score'
)
SELECT a.value AS x, b.value AS y, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM a_rows a
CROSS JOIN b_rows b ON b.person = a.person AND b.replicate = a.replicate AND ABS(b.age_days - a.age_days) < 200
CROSS JOIN person p ON p.id = a.person AND p.replicate = a.replicate
