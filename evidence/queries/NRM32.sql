-- study: generations
-- estimator: correlation
-- target: lifespan growth curves: anxiety declines with age mostly from mid-life, avoidance declines linearly
-- note: direction: anxiety falls with age from mid-life on
SELECT o.age_days / 365.0 AS x, o.value AS y, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM observation o
JOIN person p ON p.id = o.person AND p.replicate = o.replicate
WHERE o.instrument = 'ecr' AND o.scale = 'anxiety_mean'
  AND o.age_days >= 12775 AND o.age_days < 26645
