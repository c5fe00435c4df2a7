-- study: generations
-- estimator: survival
-- target: first marriage survives 20 years, women
-- note: first marriages begun before 45; deaths and the end of the study censor
-- proxy: without marriage events, a union that lasted three years stands for a marriage begun one year after its start; its first two years cannot end
WITH couple AS MATERIALIZED (
  SELECT person, other, day, replicate FROM event WHERE kind = 'union_start'
  UNION
  SELECT other, person, day, replicate FROM event WHERE kind = 'union_start' AND other IS NOT NULL
), parting AS MATERIALIZED (
  SELECT person, other, day, replicate FROM event WHERE kind = 'union_end'
  UNION
  SELECT other, person, day, replicate FROM event WHERE kind = 'union_end' AND other IS NOT NULL
), lasting AS MATERIALIZED (
  SELECT c.person, c.other, c.replicate, c.day, MIN(e.day) AS ended
  FROM couple c
  LEFT JOIN parting e ON e.person = c.person AND e.other IS c.other AND e.replicate = c.replicate AND e.day >= c.day
  GROUP BY c.person, c.other, c.replicate, c.day
), wedding AS (
  SELECT l.person, l.other, l.replicate, m.day, l.ended
  FROM lasting l
  JOIN event m ON m.kind = 'marriage' AND m.replicate = l.replicate AND m.day >= l.day AND (l.ended IS NULL OR m.day < l.ended)
    AND ((m.person = l.person AND m.other = l.other) OR (m.person = l.other AND m.other = l.person))
  UNION
  SELECT l.person, l.other, l.replicate, l.day + 365, l.ended
  FROM lasting l, last_day
  WHERE NOT EXISTS (SELECT 1 FROM event WHERE kind = 'marriage')
    AND last_day.replicate = l.replicate AND COALESCE(l.ended, last_day.day) >= l.day + 1095
), last_day AS MATERIALIZED (
  SELECT replicate, MAX(day) AS day FROM event WHERE kind IN ('death', 'union_start', 'union_end') GROUP BY replicate
), first_wedding AS (
  SELECT person, other, replicate, MIN(day) AS day, ended FROM wedding GROUP BY person, replicate
), watched AS MATERIALIZED (
  SELECT w.person, w.replicate, w.day, w.ended,
         MIN(last_day.day, COALESCE(p.died_day, last_day.day), COALESCE(o.died_day, last_day.day)) AS until, p.sex, p.born_day, p.mother, p.id
  FROM first_wedding w
  JOIN last_day ON last_day.replicate = w.replicate
  JOIN person p ON p.id = w.person AND p.replicate = w.replicate
  LEFT JOIN person o ON o.id = w.other AND o.replicate = w.replicate
)
SELECT (COALESCE(MIN(w.ended, w.until), w.until) - w.day) / 365.25 AS time,
       (w.ended IS NOT NULL AND w.ended < w.until) AS event, 20 AS horizon, COALESCE(w.mother, w.id) + w.replicate * 10000000000 AS cluster
FROM watched w
WHERE w.sex = 'f' AND w.until > w.day AND w.day < w.born_day + 16436
