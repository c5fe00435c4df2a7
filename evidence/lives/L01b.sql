-- study: generations
-- estimator: survival
-- note: episodes that begin at 18 or later; death and the end of the run stop the watch
WITH last AS (SELECT replicate, MAX(day) AS day FROM stream GROUP BY replicate),
episode AS MATERIALIZED (SELECT e.person, e.replicate, e.day AS start_day,
  (SELECT MIN(r.day) FROM event r WHERE r.person = e.person AND r.replicate = e.replicate AND r.kind = 'remission_depression'
   AND r.day > e.day) AS end_day
  FROM event e WHERE e.kind = 'onset_depression')
SELECT (COALESCE(e.end_day, MIN(last.day, COALESCE(p.died_day, last.day))) - e.start_day) * 12 / 365.0 AS time,
  e.end_day IS NOT NULL AS event, 24 AS horizon, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM episode e
JOIN person p ON p.id = e.person AND p.replicate = e.replicate
JOIN last ON last.replicate = e.replicate
WHERE e.start_day - p.born_day >= 6570
