-- study: generations
-- estimator: kappa
-- target: infant to AAI four-way agreement
-- note: first interview between 14 and 30
WITH adult AS (
  SELECT person, replicate, MIN(age_days) AS age_days
  FROM observation
  WHERE instrument = 'interview' AND age_days >= 5110 AND age_days < 11315
  GROUP BY person, replicate
), a_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'strange_situation' AND scale IN ('class_secure', 'class_avoidant', 'class_resistant', 'class_disorganized') AND value <> 0 AND age_days >= 274 AND age_days < 913 AND target_role = 'mother'
), b_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'interview' AND scale IN ('class_autonomous', 'class_dismissing', 'class_preoccupied') AND value <> 0
), u_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'interview' AND scale = 'unresolved'
)
SELECT CASE a.scale WHEN 'class_secure' THEN 1 WHEN 'class_avoidant' THEN 2 WHEN 'class_resistant' THEN 3 ELSE 4 END AS a,
       CASE WHEN u.value <> 0 THEN 4 WHEN b.scale = 'class_autonomous' THEN 1
            WHEN b.scale = 'class_dismissing' THEN 2 ELSE 3 END AS b, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM a_rows a
CROSS JOIN adult ON adult.person = a.person AND adult.replicate = a.replicate
CROSS JOIN b_rows b ON b.person = a.person AND b.replicate = a.replicate AND b.age_days = adult.age_days
CROSS JOIN u_rows u ON u.person = a.person AND u.replicate = a.replicate AND u.age_days = adult.age_days
CROSS JOIN person p ON p.id = a.person AND p.replicate = a.replicate
