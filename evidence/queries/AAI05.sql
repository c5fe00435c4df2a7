-- study: generations
-- estimator: proportion
-- target: four-way AAI secure-autonomous share
-- note: autonomous and not unresolved, women who have children
SELECT (a.value <> 0 AND u.value = 0) AS value, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM observation a
CROSS JOIN observation u ON u.person = a.person AND u.replicate = a.replicate AND u.age_days = a.age_days
CROSS JOIN person p ON p.id = a.person AND p.replicate = a.replicate
WHERE a.instrument = 'interview' AND a.scale = 'class_autonomous' AND a.age_days >= 6570 AND a.age_days < 16425
  AND u.instrument = 'interview' AND u.scale = 'unresolved'
  AND p.sex = 'f'
  AND EXISTS (SELECT 1 FROM person c WHERE c.mother = p.id AND c.replicate = p.replicate)
