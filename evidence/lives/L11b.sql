-- study: generations
-- estimator: proportion
-- note: above the cut now, or at that level within the year; asked as depression is (BAS07)
SELECT o.value AS value, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM observation o
JOIN person p ON p.id = o.person AND p.replicate = o.replicate
WHERE o.instrument = 'symptoms' AND o.scale = 'diagnosis_trauma'
  AND o.age_days >= 6570 AND o.age_days < 32850
