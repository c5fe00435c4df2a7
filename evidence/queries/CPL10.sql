-- study: breakup
-- estimator: correlation
-- target: avoidant men report LESS distress after break-up than others
-- note: direction: men, avoidance before and noted distress within 200 days after the end
WITH parting AS (
  SELECT person, day, replicate FROM event WHERE kind = 'union_end'
  UNION
  SELECT other, day, replicate FROM event WHERE kind = 'union_end' AND other IS NOT NULL
)
SELECT v.value AS x, s.value AS y, p.id + p.replicate * 10000000000 AS cluster
FROM parting e
CROSS JOIN person p ON p.id = e.person AND p.replicate = e.replicate AND p.sex = 'm'
CROSS JOIN observation v ON v.person = e.person AND v.replicate = e.replicate
CROSS JOIN observation s ON s.person = e.person AND s.replicate = e.replicate
WHERE v.instrument = 'ecr' AND v.scale = 'avoidance_mean'
  AND s.instrument = 'diary' AND s.scale = 'distress'
  AND p.born_day + v.age_days <= e.day
  AND p.born_day + s.age_days > e.day
  AND p.born_day + s.age_days <= e.day + 200
