-- study: generations
-- estimator: difference
-- note: who was in a union at 20 is left out; the union lasts until 30 at least
WITH spell AS MATERIALIZED (SELECT u.person, u.replicate, u.start_day, COALESCE(u.end_day, u.watched_until) AS stop_day
  FROM union_spell u),
asked AS MATERIALIZED (SELECT p.id, p.replicate, p.mother, p.born_day, b.value - a.value AS moved
  FROM observation a
  CROSS JOIN observation b ON b.person = a.person AND b.replicate = a.replicate
  CROSS JOIN person p ON p.id = a.person AND p.replicate = a.replicate
  WHERE a.instrument = 'ecr' AND a.scale = 'anxiety_mean' AND a.age_days >= 7300 AND a.age_days < 7665
    AND b.instrument = 'ecr' AND b.scale = 'anxiety_mean' AND b.age_days >= 10950 AND b.age_days < 11315)
SELECT moved AS x, lasting AS g, cluster FROM (
  SELECT p.moved, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster,
    COALESCE(MAX(s.start_day < p.born_day + 7300 AND s.stop_day > p.born_day + 7300), 0) AS early,
    COALESCE(MAX(s.start_day <= p.born_day + 9125 AND s.stop_day >= p.born_day + 10950), 0) AS lasting,
    COALESCE(MAX(s.start_day < p.born_day + 10950 AND s.stop_day > p.born_day + 7300), 0) AS some
  FROM asked p
  LEFT JOIN spell s ON s.person = p.id AND s.replicate = p.replicate
  GROUP BY p.replicate, p.id)
WHERE early = 0 AND (lasting = 1 OR some = 0)
