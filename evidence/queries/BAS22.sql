-- study: generations
-- estimator: mean
-- target: total fertility rate
-- note: completed family size of women watched to 50; the last generation has no recorded children
SELECT (SELECT COUNT(*) FROM person c WHERE c.mother = p.id AND c.replicate = p.replicate) AS value
FROM person p
JOIN (SELECT replicate, MAX(day) AS day FROM event WHERE kind IN ('death', 'union_start', 'union_end') GROUP BY replicate) last ON last.replicate = p.replicate
WHERE p.sex = 'f' AND p.born_day + 18250 <= MIN(last.day, COALESCE(p.died_day, last.day))
  AND p.generation < (SELECT MAX(generation) FROM person)
