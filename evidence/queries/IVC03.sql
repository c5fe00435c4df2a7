-- study: programme
-- estimator: difference
-- target: randomized interventions, attachment security
-- note: as IVC02
SELECT o.value AS x, m.arm = 'programme' AS g, p.mother + p.replicate * 10000000000 AS cluster
FROM observation o
JOIN person p ON p.id = o.person AND p.replicate = o.replicate
JOIN person m ON m.id = p.mother AND m.replicate = p.replicate
JOIN event e ON e.person = m.id AND e.replicate = m.replicate AND e.kind = 'enrolment'
WHERE o.wave = 'infancy' AND o.instrument = 'strange_situation' AND o.scale = 'class_secure' AND o.target_role = 'mother'
  AND p.born_day + o.age_days > e.day + 60
