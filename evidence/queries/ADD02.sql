-- study: generations
-- estimator: proportion
-- target: avoidant self-classified style share
-- note: said about the present partner
SELECT o.value AS value, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM observation o
JOIN person p ON p.id = o.person AND p.replicate = o.replicate
WHERE o.instrument = 'relationship_questionnaire' AND o.scale = 'class_avoidant' AND o.target_role = 'partner'
  AND o.age_days >= 5475 AND o.age_days < 20075
