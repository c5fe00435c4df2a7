-- study: generations
-- estimator: proportion
-- target: sibling concordance of secure/non-secure attachment to the same mother
SELECT a.value = b.value AS value, p.mother + p.replicate * 10000000000 AS cluster
FROM person p
CROSS JOIN person s ON s.mother = p.mother AND s.replicate = p.replicate AND s.id > p.id
CROSS JOIN observation a ON a.person = p.id AND a.replicate = p.replicate
CROSS JOIN observation b ON b.person = s.id AND b.replicate = s.replicate
WHERE a.instrument = 'strange_situation' AND a.scale = 'class_secure' AND a.target_role = 'mother' AND a.age_days >= 274 AND a.age_days < 913
  AND b.instrument = 'strange_situation' AND b.scale = 'class_secure' AND b.target_role = 'mother' AND b.age_days >= 274 AND b.age_days < 913
  AND (p.twin_pair IS NULL OR s.twin_pair IS NOT p.twin_pair)
