-- study: twins
-- estimator: genetic_share
-- target: upper estimate heritability of adult avoidance
-- note: published as an upper figure
SELECT a.value AS a, b.value AS b, p.zygosity = 'mz' AS zygosity
FROM twin_pair p
CROSS JOIN observation a ON a.person = p.one AND a.replicate = p.replicate
CROSS JOIN observation b ON b.person = p.two AND b.replicate = p.replicate
  AND b.target_role IS a.target_role AND ABS(b.age_days - a.age_days) < 200
WHERE a.instrument = 'ecr' AND a.scale = 'avoidance_mean' AND a.age_days >= 6570 AND a.age_days < 23725
  AND b.instrument = 'ecr' AND b.scale = 'avoidance_mean' AND b.age_days >= 6570 AND b.age_days < 23725
