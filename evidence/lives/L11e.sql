-- study: generations
-- estimator: proportion
-- note: nobody is asked: whatever was noted by the sixtieth birthday
SELECT EXISTS (SELECT 1 FROM event e WHERE e.person = p.id AND e.replicate = p.replicate
  AND e.kind = 'onset_trauma' AND e.day <= p.born_day + 21900) AS value,
  COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM person p
JOIN (SELECT replicate, MAX(day) AS day FROM stream GROUP BY replicate) last ON last.replicate = p.replicate
WHERE p.born_day + 21900 <= MIN(last.day, COALESCE(p.died_day, last.day))
