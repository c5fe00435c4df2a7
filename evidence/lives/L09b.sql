-- study: generations
-- estimator: mean
SELECT (w.born_day - m.born_day) / 365.0 AS value, w.id + w.replicate * 10000000000 AS cluster
FROM (SELECT DISTINCT CASE p.sex WHEN 'f' THEN e.person ELSE e.other END AS woman,
  CASE p.sex WHEN 'f' THEN e.other ELSE e.person END AS man, e.replicate
  FROM event e JOIN person p ON p.id = e.person AND p.replicate = e.replicate
  WHERE e.kind = 'union_start' AND e.other IS NOT NULL) u
JOIN person w ON w.id = u.woman AND w.replicate = u.replicate AND w.sex = 'f'
JOIN person m ON m.id = u.man AND m.replicate = u.replicate AND m.sex = 'm'
