-- study: generations
-- estimator: correlation
-- target: caregiver AAI security with responsiveness
-- note: the parent's last interview between 18 and 45
WITH parent AS (
  SELECT person, replicate, value, MAX(age_days) AS age_days
  FROM observation
  WHERE instrument = 'interview' AND scale = 'class_autonomous' AND age_days >= 6570 AND age_days < 16425
  GROUP BY person, replicate
)
SELECT parent.value AS x, o.value AS y, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM observation o
JOIN parent_child k ON k.child = o.person AND k.replicate = o.replicate AND k.role = o.target_role
JOIN parent ON parent.person = k.parent AND parent.replicate = k.replicate
JOIN person p ON p.id = o.person AND p.replicate = o.replicate
WHERE o.instrument = 'sensitivity' AND o.scale = 'observed'
  AND o.age_days >= 274 AND o.age_days < 913
