-- study: twins
-- estimator: intraclass
-- target: MZ twin correlation, adolescent interview coherence
WITH a_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'interview' AND scale = 'coherence' AND age_days >= 4748 AND age_days < 6574
), b_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'interview' AND scale = 'coherence'
)
SELECT a.value AS a, b.value AS b
FROM person p
JOIN person t ON t.twin_pair = p.twin_pair AND t.replicate = p.replicate AND t.id > p.id
JOIN a_rows a ON a.person = p.id AND a.replicate = p.replicate
JOIN b_rows b ON b.person = t.id AND b.replicate = t.replicate
  AND b.target_role IS a.target_role AND ABS(b.age_days - a.age_days) < 200
WHERE p.zygosity = 'mz'
