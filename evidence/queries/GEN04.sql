-- study: twins
-- estimator: genetic_share
-- target: upper estimate heritability of adult anxiety
-- note: published as an upper figure
WITH a_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'ecr' AND scale = 'anxiety_mean' AND age_days >= 6574 AND age_days < 23741
), b_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'ecr' AND scale = 'anxiety_mean'
)
SELECT a.value AS a, b.value AS b, p.zygosity = 'mz' AS zygosity
FROM person p
JOIN person t ON t.twin_pair = p.twin_pair AND t.replicate = p.replicate AND t.id > p.id
JOIN a_rows a ON a.person = p.id AND a.replicate = p.replicate
JOIN b_rows b ON b.person = t.id AND b.replicate = t.replicate
  AND b.target_role IS a.target_role AND ABS(b.age_days - a.age_days) < 200
