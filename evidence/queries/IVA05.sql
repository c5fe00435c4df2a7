-- study: therapy
-- estimator: mean
-- target: attachment change during therapy: anxiety falls, security rises, avoidance unclear
-- note: direction: change in questionnaire anxiety over a course of therapy
WITH course AS (
  SELECT person, replicate, MIN(CASE WHEN kind = 'therapy_start' THEN day END) AS began,
         MAX(CASE WHEN kind = 'therapy_end' THEN day END) AS finished
  FROM event WHERE kind IN ('therapy_start', 'therapy_end')
  GROUP BY person, replicate
), before AS (
  SELECT o.person, o.replicate, o.value, MAX(o.age_days) AS age_days
  FROM observation o JOIN course c ON c.person = o.person AND c.replicate = o.replicate
  JOIN person p ON p.id = o.person AND p.replicate = o.replicate
  WHERE o.instrument = 'ecr' AND o.scale = 'anxiety_mean' AND p.born_day + o.age_days <= c.began
  GROUP BY o.person, o.replicate
), after AS (
  SELECT o.person, o.replicate, o.value, MIN(o.age_days) AS age_days
  FROM observation o JOIN course c ON c.person = o.person AND c.replicate = o.replicate
  JOIN person p ON p.id = o.person AND p.replicate = o.replicate
  WHERE o.instrument = 'ecr' AND o.scale = 'anxiety_mean' AND p.born_day + o.age_days >= c.finished
  GROUP BY o.person, o.replicate
)
SELECT after.value - before.value AS value
FROM before JOIN after ON after.person = before.person AND after.replicate = before.replicate
