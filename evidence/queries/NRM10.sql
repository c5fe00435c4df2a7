-- study: generations
-- estimator: correlation
-- target: ECR anxiety with age (18-70)
-- note: the published sample is younger (median 23) than one measured at fixed ages
SELECT o.age_days / 365.0 AS x, o.value AS y, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM observation o
JOIN person p ON p.id = o.person AND p.replicate = o.replicate
WHERE o.instrument = 'ecr' AND o.scale = 'anxiety_mean'
  AND o.age_days >= 6570 AND o.age_days < 25550
