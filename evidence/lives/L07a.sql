-- study: lives
-- estimator: difference
-- note: drawn by lot at 32; the parting comes one month after the drawing, the questionnaire at three
SELECT o.value AS x, p.arm = 'parted' AS g, p.id + p.replicate * 10000000000 AS cluster
FROM observation o
JOIN person p ON p.id = o.person AND p.replicate = o.replicate
WHERE o.wave = 'parting' AND o.visit = 2 AND o.instrument = 'ecr' AND o.scale = 'anxiety_mean' AND p.arm IS NOT NULL
