-- study: generations
-- estimator: median
-- target: median age at first marriage, men
-- note: people watched to 40; never married counts as later than any age (infinity)
-- proxy: a union that lasted three years stands for a marriage begun one year after its start; its first two years cannot end (view first_marriage)
WITH last AS (SELECT replicate, MAX(day) AS day FROM stream GROUP BY replicate)
SELECT COALESCE((m.start_day - p.born_day) / 365.0, 9e999) AS value
FROM person p
JOIN last ON last.replicate = p.replicate
LEFT JOIN first_marriage m ON m.person = p.id AND m.replicate = p.replicate
WHERE p.sex = 'm' AND p.born_day + 14600 <= MIN(last.day, COALESCE(p.died_day, last.day))
