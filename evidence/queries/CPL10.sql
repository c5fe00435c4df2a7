-- study: breakup
-- estimator: correlation
-- target: avoidant men report LESS distress after break-up than others
-- note: direction: men, avoidance before and noted distress within 200 days after the end
WITH v_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'ecr' AND scale = 'avoidance_mean'
), s_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'diary' AND scale = 'distress'
)
SELECT v.value AS x, s.value AS y
FROM event e
JOIN person p ON p.id IN (e.person, e.other) AND p.replicate = e.replicate AND p.sex = 'm'
JOIN v_rows v ON v.person = p.id AND v.replicate = p.replicate
JOIN s_rows s ON s.person = p.id AND s.replicate = p.replicate
WHERE e.kind = 'union_end' AND p.born_day + v.age_days <= e.day AND p.born_day + s.age_days > e.day AND p.born_day + s.age_days <= e.day + 200
