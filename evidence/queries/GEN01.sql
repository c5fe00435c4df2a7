-- study: twins
-- estimator: intraclass
-- target: MZ twin correlation, adolescent interview coherence
SELECT a.value AS a, b.value AS b
FROM person p
JOIN person t ON t.twin_pair = p.twin_pair AND t.replicate = p.replicate AND t.id > p.id
JOIN observation a ON a.person = p.id AND a.replicate = p.replicate
JOIN observation b ON b.person = t.id AND b.replicate = t.replicate
  AND b.target_role IS a.target_role AND ABS(b.age_days - a.age_days) < 200
WHERE a.instrument = 'interview' AND a.scale = 'coherence'
  AND b.instrument = 'interview' AND b.scale = 'coherence'
  AND a.age_days >= 4748 AND a.age_days < 6574 AND p.zygosity = 'mz'
