-- study: generations
-- estimator: correlation
-- target: parental mentalization with sensitivity
-- note: the mother's last interview between 18 and 45
WITH parent AS (
  SELECT person, replicate, value, MAX(age_days) AS age_days
  FROM observation
  WHERE instrument = 'reflection' AND scale = 'score' AND age_days >= 6570 AND age_days < 16425
  GROUP BY person, replicate
)
SELECT parent.value AS x, o.value AS y, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM observation o
JOIN person p ON p.id = o.person AND p.replicate = o.replicate
JOIN parent ON parent.person = p.mother AND parent.replicate = p.replicate
WHERE o.instrument = 'sensitivity' AND o.scale = 'observed' AND o.target_role = 'mother'
  AND o.age_days >= 274 AND o.age_days < 913
