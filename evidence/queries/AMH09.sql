-- study: generations
-- estimator: correlation
-- target: secure attachment with PTSD symptoms
-- note: people with abuse, loss or placement behind them
SELECT a.value = 1 AS x, b.value AS y, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM observation a
CROSS JOIN observation b ON b.person = a.person AND b.replicate = a.replicate AND ABS(b.age_days - a.age_days) < 200
CROSS JOIN person p ON p.id = a.person AND p.replicate = a.replicate
WHERE a.instrument = 'ecr' AND a.scale = 'style_cut_3' AND a.age_days >= 6570 AND a.age_days < 29200
  AND b.instrument = 'symptoms' AND b.scale = 'trauma'
  AND EXISTS (SELECT 1 FROM event e WHERE e.person = a.person AND e.replicate = a.replicate
              AND e.kind IN ('abuse', 'loss', 'placement') AND e.day < p.born_day + a.age_days)
