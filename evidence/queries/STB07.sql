-- study: generations
-- estimator: kappa
-- target: infant to AAI four-way agreement
-- note: first interview between 14 and 30
WITH adult AS (
  SELECT person, replicate, MIN(age_days) AS age_days
  FROM observation
  WHERE instrument = 'interview' AND scale = 'class_autonomous' AND age_days >= 5110 AND age_days < 11315
  GROUP BY person, replicate
)
SELECT CASE a.scale WHEN 'class_secure' THEN 1 WHEN 'class_avoidant' THEN 2 WHEN 'class_resistant' THEN 3 ELSE 4 END AS a,
       CASE WHEN u.value <> 0 THEN 4 WHEN b.scale = 'class_autonomous' THEN 1
            WHEN b.scale = 'class_dismissing' THEN 2 ELSE 3 END AS b, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM adult
CROSS JOIN observation b ON b.person = adult.person AND b.replicate = adult.replicate AND b.age_days = adult.age_days
CROSS JOIN observation u ON u.person = adult.person AND u.replicate = adult.replicate AND u.age_days = adult.age_days
CROSS JOIN observation a ON a.person = adult.person AND a.replicate = adult.replicate
CROSS JOIN person p ON p.id = a.person AND p.replicate = a.replicate
WHERE a.instrument = 'strange_situation' AND a.scale IN ('class_secure', 'class_avoidant', 'class_resistant', 'class_disorganized') AND a.value <> 0 AND a.age_days >= 274 AND a.age_days < 913 AND a.target_role = 'mother'
  AND b.instrument = 'interview' AND b.scale IN ('class_autonomous', 'class_dismissing', 'class_preoccupied') AND b.value <> 0
  AND u.instrument = 'interview' AND u.scale = 'unresolved'
