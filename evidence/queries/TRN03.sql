-- study: generations
-- estimator: correlation
-- target: caregiver autonomous representation with child security
WITH parent AS (
  SELECT person, replicate, value, MAX(age_days) AS age_days
  FROM observation
  WHERE instrument = 'interview' AND scale = 'class_autonomous' AND age_days >= 6570 AND age_days < 16425
  GROUP BY person, replicate
)
SELECT parent.value AS x, o.value AS y, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM observation o
JOIN person p ON p.id = o.person AND p.replicate = o.replicate
JOIN parent ON parent.replicate = o.replicate
  AND parent.person = CASE o.target_role WHEN 'father' THEN p.father ELSE p.mother END
WHERE o.instrument = 'strange_situation' AND o.scale = 'class_secure'
  AND o.age_days >= 274 AND o.age_days < 913 AND o.target_role IN ('mother', 'father')
