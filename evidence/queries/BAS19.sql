-- study: generations
-- estimator: hazard
-- target: implied first-marriage disruption hazard, years 0-10, women
-- note: events per year of first marriage; deaths and the end of the study censor
-- proxy: a union that lasted three years stands for a marriage begun one year after its start; its first two years cannot end (view first_marriage)
WITH spell AS (
  SELECT m.*, m.start_day + 0 AS opened,
         MIN(m.start_day + 3650, COALESCE(MIN(m.end_day, m.watched_until), m.watched_until)) AS closed
  FROM first_marriage m
)
SELECT (m.end_day IS NOT NULL AND m.end_day < m.watched_until AND m.end_day <= m.closed) AS event,
       (m.closed - m.opened) / 365.0 AS exposure,
       COALESCE(p.mother, p.id) + m.replicate * 10000000000 AS cluster
FROM spell m JOIN person p ON p.id = m.person AND p.replicate = m.replicate
WHERE p.sex = 'f' AND m.start_day < p.born_day + 16425 AND m.closed > m.opened
