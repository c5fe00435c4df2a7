-- study: generations
-- estimator: correlation
-- target: infant-mother with infant-father security concordance
SELECT a.value AS x, b.value AS y, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM observation a
CROSS JOIN observation b ON b.person = a.person AND b.replicate = a.replicate
CROSS JOIN person p ON p.id = a.person AND p.replicate = a.replicate
WHERE a.instrument = 'strange_situation' AND a.scale = 'class_secure' AND a.target_role = 'mother' AND a.age_days >= 274 AND a.age_days < 913
  AND b.instrument = 'strange_situation' AND b.scale = 'class_secure' AND b.target_role = 'father' AND b.age_days >= 274 AND b.age_days < 913
