-- study: twins
-- estimator: intraclass
-- target: DZ twin correlation, adolescent interview coherence
SELECT a.value AS a, b.value AS b
FROM twin_pair p
CROSS JOIN observation a ON a.person = p.one AND a.replicate = p.replicate
CROSS JOIN observation b ON b.person = p.two AND b.replicate = p.replicate
  AND b.target_role IS a.target_role AND ABS(b.age_days - a.age_days) < 200
WHERE p.zygosity = 'dz' AND a.instrument = 'interview' AND a.scale = 'coherence' AND a.age_days >= 4745 AND a.age_days < 6570
  AND b.instrument = 'interview' AND b.scale = 'coherence' AND b.age_days >= 4745 AND b.age_days < 6570
