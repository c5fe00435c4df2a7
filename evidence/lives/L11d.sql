-- study: generations
-- estimator: proportion
-- note: nobody is asked: whatever was noted from the eighteenth to the thirty-second birthday
SELECT EXISTS (SELECT 1 FROM event e WHERE e.person = p.id AND e.replicate = p.replicate
  AND e.kind = 'onset_anxiety' AND e.day BETWEEN p.born_day + 6570 AND p.born_day + 11680) AS value,
  COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM person p
JOIN (SELECT replicate, MAX(day) AS day FROM stream GROUP BY replicate) last ON last.replicate = p.replicate
WHERE p.born_day + 11680 <= MIN(last.day, COALESCE(p.died_day, last.day))
