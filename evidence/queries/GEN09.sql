-- study: twins
-- estimator: genetic_share
-- target: genetic share, temperamental reactivity
SELECT a.value AS a, b.value AS b, p.zygosity = 'mz' AS zygosity
FROM twin_pair p
CROSS JOIN observation a ON a.person = p.one AND a.replicate = p.replicate
CROSS JOIN observation b ON b.person = p.two AND b.replicate = p.replicate
  AND b.target_role IS a.target_role AND ABS(b.age_days - a.age_days) < 200
WHERE a.instrument = 'temperament' AND a.scale = 'negative' AND a.age_days >= 73 AND a.age_days < 1460
  AND b.instrument = 'temperament' AND b.scale = 'negative' AND b.age_days >= 73 AND b.age_days < 1460
