-- study: twins
-- estimator: genetic_share
-- target: upper estimate heritability of adult anxiety
-- note: published as an upper figure
SELECT a.value AS a, b.value AS b, p.zygosity = 'mz' AS zygosity
FROM person p
JOIN person t ON t.twin_pair = p.twin_pair AND t.replicate = p.replicate AND t.id > p.id
JOIN observation a ON a.person = p.id AND a.replicate = p.replicate
JOIN observation b ON b.person = t.id AND b.replicate = t.replicate
  AND b.target_role IS a.target_role AND ABS(b.age_days - a.age_days) < 200
WHERE a.instrument = 'ecr' AND a.scale = 'anxiety_mean'
  AND b.instrument = 'ecr' AND b.scale = 'anxiety_mean'
  AND a.age_days >= 6574 AND a.age_days < 23741
