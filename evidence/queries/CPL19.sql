-- study: couples
-- estimator: correlation
-- target: husband-wife correlation of marital satisfaction
SELECT h.value AS x, w.value AS y, p.id + p.replicate * 10000000000 AS cluster
FROM tie t
CROSS JOIN person p ON p.id = t.person AND p.replicate = t.replicate AND p.sex = 'm'
CROSS JOIN person q ON q.id = t.other AND q.replicate = t.replicate AND q.sex = 'f'
CROSS JOIN observation h ON h.person = p.id AND h.replicate = p.replicate
CROSS JOIN observation w ON w.person = q.id AND w.replicate = q.replicate
WHERE h.instrument = 'satisfaction' AND h.scale = 'score'
  AND w.instrument = 'satisfaction' AND w.scale = 'score'
  AND t.role = 'partner'
  AND ABS((p.born_day + h.age_days) - (q.born_day + w.age_days)) < 730
  AND p.born_day + h.age_days >= t.start_day
  AND (t.end_day IS NULL OR p.born_day + h.age_days <= t.end_day)
