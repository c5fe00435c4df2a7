-- study: generations
-- estimator: correlation
-- target: anxiety with positive mental health (pooled)
SELECT a.value AS x, b.value AS y, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM observation a
CROSS JOIN observation b ON b.person = a.person AND b.replicate = a.replicate AND ABS(b.age_days - a.age_days) < 200
CROSS JOIN person p ON p.id = a.person AND p.replicate = a.replicate
WHERE a.instrument = 'ecr' AND a.scale = 'anxiety_mean' AND a.age_days >= 6570 AND a.age_days < 29200
  AND b.instrument = 'wellbeing' AND b.scale = 'score'
