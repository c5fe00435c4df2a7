-- study: breakup
-- estimator: correlation
-- target: avoidant men report LESS distress after break-up than others
-- note: direction: men, avoidance before and noted distress within 200 days after the end
WITH parting AS MATERIALIZED (
  SELECT person, day, replicate FROM event WHERE kind = 'union_end'
  UNION
  SELECT other, day, replicate FROM event WHERE kind = 'union_end' AND other IS NOT NULL
), v_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'ecr' AND scale = 'avoidance_mean'
), s_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'diary' AND scale = 'distress'
)
SELECT v.value AS x, s.value AS y, p.id + p.replicate * 10000000000 AS cluster
FROM parting e
CROSS JOIN person p ON p.id = e.person AND p.replicate = e.replicate AND p.sex = 'm'
CROSS JOIN v_rows v ON v.person = e.person AND v.replicate = e.replicate
CROSS JOIN s_rows s ON s.person = e.person AND s.replicate = e.replicate
WHERE p.born_day + v.age_days <= e.day
  AND p.born_day + s.age_days > e.day
  AND p.born_day + s.age_days <= e.day + 200
