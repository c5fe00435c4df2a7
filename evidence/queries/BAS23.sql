-- study: generations
-- estimator: mean
-- target: mean age of mother at first birth
-- note: women watched to 45
SELECT (MIN(c.born_day) - p.born_day) / 365.0 AS value, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM person p
JOIN person c ON c.mother = p.id AND c.replicate = p.replicate
JOIN (SELECT replicate, MAX(day) AS day FROM event WHERE kind IN ('death', 'union_start', 'union_end') GROUP BY replicate) last ON last.replicate = p.replicate
WHERE p.born_day + 16425 <= MIN(last.day, COALESCE(p.died_day, last.day))
GROUP BY p.id, p.replicate
