-- study: therapy
-- estimator: difference
-- target: randomized interventions, parental sensitivity
-- note: mothers with a programme before the visit against others; given at random in this study
SELECT o.value AS x,
       EXISTS (SELECT 1 FROM event e WHERE e.person = p.mother AND e.replicate = p.replicate
               AND e.kind = 'programme' AND e.day <= p.born_day + o.age_days) AS g,
       p.mother + p.replicate * 10000000000 AS cluster
FROM observation o
JOIN person p ON p.id = o.person AND p.replicate = o.replicate
WHERE o.instrument = 'sensitivity' AND o.scale = 'observed'
  AND o.age_days >= 274 AND o.age_days < 913 AND o.target_role = 'mother' AND p.mother IS NOT NULL
