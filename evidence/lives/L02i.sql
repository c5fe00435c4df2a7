-- study: generations
-- estimator: proportion
-- note: all visits from 30 to 61, so that few people carry it
SELECT o.value >= 8 AS value, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM observation o
JOIN person p ON p.id = o.person AND p.replicate = o.replicate
WHERE o.instrument = 'symptoms' AND o.scale = 'substance' AND (o.value IN (5, 6) OR o.value >= 8)
  AND o.age_days >= 10950 AND o.age_days < 22265
