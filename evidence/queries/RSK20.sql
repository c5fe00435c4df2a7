-- study: rearing
-- estimator: proportion
-- target: organized insecure share
-- note: arm `institution`
SELECT (SUM(o.value) > 0) AS value, p.id + p.replicate * 10000000000 AS cluster
FROM observation o
JOIN person p ON p.id = o.person AND p.replicate = o.replicate
WHERE o.instrument = 'strange_situation' AND o.scale IN ('class_avoidant', 'class_resistant')
  AND o.age_days >= 274 AND o.age_days < 913 AND p.arm = 'institution'
GROUP BY o.person, o.replicate, o.age_days, o.target_role
