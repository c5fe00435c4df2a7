-- study: generations
-- estimator: proportion
SELECT MAX(o.value >= 5) AS value, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM observation o
JOIN person p ON p.id = o.person AND p.replicate = o.replicate
WHERE o.instrument = 'symptoms' AND o.scale IN ('depression', 'anxiety', 'trauma', 'substance')
  AND o.age_days >= 14600 AND o.age_days < 14965
GROUP BY o.replicate, o.person
