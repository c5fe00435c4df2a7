-- study: twins
-- estimator: shared_share
-- target: shared environment share, infant security
-- note: continuous security stands for the liability behind the published classes
SELECT a.value AS a, b.value AS b, p.zygosity = 'mz' AS zygosity
FROM twin_pair p
CROSS JOIN observation a ON a.person = p.one AND a.replicate = p.replicate
CROSS JOIN observation b ON b.person = p.two AND b.replicate = p.replicate
  AND b.target_role IS a.target_role AND ABS(b.age_days - a.age_days) < 200
WHERE a.instrument = 'strange_situation' AND a.scale = 'security' AND a.age_days >= 274 AND a.age_days < 913 AND a.target_role = 'mother'
  AND b.instrument = 'strange_situation' AND b.scale = 'security' AND b.age_days >= 274 AND b.age_days < 913 AND b.target_role = 'mother'
