-- study: generations
-- estimator: difference
-- target: more disorganization, non-maltreated high-risk
-- note: mothers in the top tenth of depressive symptoms at the visit nearest to the child's, against the lower half
-- proxy: a mother's symptoms stand for the burdens by which families are called high-risk
WITH visit AS (
  SELECT v.person, v.replicate, p.born_day + v.age_days AS day,
    NTILE(10) OVER (PARTITION BY v.wave ORDER BY v.value) AS tenth
  FROM observation v JOIN person p ON p.id = v.person AND p.replicate = v.replicate
  WHERE v.instrument = 'symptoms' AND v.scale = 'depression'
)
SELECT o.value AS x, v.tenth = 10 AS g, p.mother + p.replicate * 10000000000 AS cluster
FROM observation o
JOIN person p ON p.id = o.person AND p.replicate = o.replicate
JOIN visit v ON v.person = p.mother AND v.replicate = o.replicate
  AND v.day - p.born_day - o.age_days BETWEEN -1825 AND 1825
WHERE o.instrument = 'strange_situation' AND o.scale = 'class_disorganized' AND o.target_role = 'mother'
  AND o.age_days >= 274 AND o.age_days < 913 AND (v.tenth = 10 OR v.tenth <= 5)
