-- study: generations
-- estimator: survival
-- target: first marriage survives 20 years, men
-- note: first marriages begun before 45; deaths and the end of the study censor
-- proxy: a union that lasted three years stands for a marriage begun one year after its start; its first two years cannot end (view first_marriage)
SELECT (COALESCE(MIN(m.end_day, m.watched_until), m.watched_until) - m.start_day) / 365.0 AS time,
       (m.end_day IS NOT NULL AND m.end_day < m.watched_until) AS event, 20 AS horizon,
       COALESCE(p.mother, p.id) + m.replicate * 10000000000 AS cluster
FROM first_marriage m JOIN person p ON p.id = m.person AND p.replicate = m.replicate
WHERE p.sex = 'm' AND m.watched_until > m.start_day AND m.start_day < p.born_day + 16425
