-- study: lives
-- estimator: difference
-- note: drawn by lot at 32; the parting comes one month after the drawing, the questionnaire at three and at 37 months
SELECT b.value - a.value AS x, p.arm = 'parted' AS g, p.id + p.replicate * 10000000000 AS cluster
FROM observation a
CROSS JOIN observation b ON b.person = a.person AND b.replicate = a.replicate
CROSS JOIN person p ON p.id = a.person AND p.replicate = a.replicate
WHERE a.wave = 'parting' AND a.visit = 2 AND a.instrument = 'ecr' AND a.scale = 'anxiety_mean'
  AND b.wave = 'parting' AND b.visit = 3 AND b.instrument = 'ecr' AND b.scale = 'anxiety_mean' AND p.arm IS NOT NULL
