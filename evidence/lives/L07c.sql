-- study: lives
-- estimator: change
-- note: every union from its first month on, whether or not it lasts the year
SELECT a.value AS a, b.value AS b, a.person + a.replicate * 10000000000 AS cluster
FROM observation a
CROSS JOIN observation b ON b.person = a.person AND b.replicate = a.replicate
WHERE a.wave = 'first_year' AND a.visit = 1 AND a.instrument = 'ecr' AND a.scale = 'anxiety_mean'
  AND b.wave = 'first_year' AND b.visit = 2 AND b.instrument = 'ecr' AND b.scale = 'anxiety_mean'
  AND b.age_days - a.age_days BETWEEN 330 AND 400
