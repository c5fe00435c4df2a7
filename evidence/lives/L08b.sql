-- study: lives
-- estimator: change
-- note: the same two people at both visits, half a year and ten or twenty years after they began
SELECT a.value AS a, b.value AS b, MIN(a.person, COALESCE(a.target, a.person)) + a.replicate * 10000000000 AS cluster
FROM observation a
CROSS JOIN observation b ON b.person = a.person AND b.replicate = a.replicate AND b.target = a.target
WHERE a.wave = 'together' AND a.visit = 2 AND a.instrument = 'satisfaction' AND a.scale = 'score'
  AND b.wave = 'together' AND b.visit = 3 AND b.instrument = 'satisfaction' AND b.scale = 'score'
  AND b.age_days - a.age_days BETWEEN 3560 AND 3740
