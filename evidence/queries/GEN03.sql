-- study: twins
-- estimator: genetic_share
-- target: heritability of adolescent attachment coherence
WITH pair AS MATERIALIZED (
  SELECT p.id AS one, t.id AS two, p.replicate, p.zygosity
  FROM person p JOIN person t ON t.twin_pair = p.twin_pair AND t.replicate = p.replicate AND t.id > p.id
  WHERE p.twin_pair IS NOT NULL
), a_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'interview' AND scale = 'coherence' AND age_days >= 4745 AND age_days < 6570
), b_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'interview' AND scale = 'coherence' AND age_days >= 4745 AND age_days < 6570
)
SELECT a.value AS a, b.value AS b, p.zygosity = 'mz' AS zygosity
FROM pair p
CROSS JOIN a_rows a ON a.person = p.one AND a.replicate = p.replicate
CROSS JOIN b_rows b ON b.person = p.two AND b.replicate = p.replicate
  AND b.target_role IS a.target_role AND ABS(b.age_days - a.age_days) < 200
