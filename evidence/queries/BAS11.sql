-- study: generations
-- estimator: proportion
-- target: share of lifetime MDD ever treated
-- note: any help taken up before the interview counts as treatment
SELECT EXISTS (SELECT 1 FROM event e WHERE e.person = o.person AND e.replicate = o.replicate
               AND e.kind = 'therapy_start' AND e.day <= p.born_day + o.age_days) AS value, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM observation o
JOIN person p ON p.id = o.person AND p.replicate = o.replicate
WHERE o.instrument = 'symptoms' AND o.scale = 'lifetime_depression' AND o.value <> 0
  AND o.age_days >= 6570 AND o.age_days < 32850
