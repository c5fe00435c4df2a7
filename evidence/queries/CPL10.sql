-- study: breakup
-- estimator: correlation
-- target: avoidant men report LESS distress after break-up than others
-- note: direction: men, avoidance before and noted distress within 200 days after the end
SELECT v.value AS x, s.value AS y
FROM event e
JOIN person p ON p.id IN (e.person, e.other) AND p.replicate = e.replicate AND p.sex = 'm'
JOIN observation v ON v.person = p.id AND v.replicate = p.replicate
JOIN observation s ON s.person = p.id AND s.replicate = p.replicate
WHERE e.kind = 'union_end'
  AND v.instrument = 'ecr' AND v.scale = 'avoidance_mean' AND p.born_day + v.age_days <= e.day
  AND s.instrument = 'diary' AND s.scale = 'distress'
  AND p.born_day + s.age_days > e.day AND p.born_day + s.age_days <= e.day + 200
