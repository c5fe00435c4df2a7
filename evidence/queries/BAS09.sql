-- study: generations
-- estimator: odds_ratio
-- target: 12-month MDD odds, age 18-29 vs oldest
-- note: oldest: from 60 on (published: from 65 on)
SELECT o.value AS x, o.age_days < 10950 AS g, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM observation o
JOIN person p ON p.id = o.person AND p.replicate = o.replicate
WHERE o.instrument = 'symptoms' AND o.scale = 'diagnosis_depression'
  AND ((o.age_days >= 6570 AND o.age_days < 10950) OR o.age_days >= 21718)
