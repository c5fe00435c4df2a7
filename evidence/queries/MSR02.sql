-- study: generations
-- estimator: proportion
-- target: AAI test-retest agreement, four-way
-- note: needs a second interview within five months of the first; without one there are no rows
WITH four AS (
  SELECT person, replicate, age_days,
         CASE WHEN MAX(scale = 'unresolved') THEN 4 WHEN MAX(scale = 'class_autonomous') THEN 1
              WHEN MAX(scale = 'class_dismissing') THEN 2 ELSE 3 END AS class
  FROM observation
  WHERE instrument = 'interview' AND value <> 0
    AND scale IN ('class_autonomous', 'class_dismissing', 'class_preoccupied', 'unresolved')
  GROUP BY person, replicate, age_days
)
SELECT first.class = second.class AS value, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM four first
JOIN four second ON second.person = first.person AND second.replicate = first.replicate
  AND second.age_days > first.age_days AND second.age_days <= first.age_days + 150
JOIN person p ON p.id = first.person AND p.replicate = first.replicate
