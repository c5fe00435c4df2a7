-- study: generations
-- estimator: proportion
-- target: AAI test-retest agreement, four-way
-- note: needs a second interview within five months of the first; without one there are no rows
WITH four AS (
  SELECT c.person, c.replicate, c.age_days,
         CASE WHEN u.value <> 0 THEN 4 WHEN c.scale = 'class_autonomous' THEN 1
              WHEN c.scale = 'class_dismissing' THEN 2 ELSE 3 END AS class
  FROM observation c
  JOIN observation u ON u.person = c.person AND u.replicate = c.replicate AND u.age_days = c.age_days
  WHERE c.instrument = 'interview' AND c.scale IN ('class_autonomous', 'class_dismissing', 'class_preoccupied')
    AND c.value <> 0 AND u.instrument = 'interview' AND u.scale = 'unresolved'
)
SELECT first.class = second.class AS value, COALESCE(p.mother, p.id) + p.replicate * 10000000000 AS cluster
FROM four first
JOIN four second ON second.person = first.person AND second.replicate = first.replicate
  AND second.age_days > first.age_days AND second.age_days <= first.age_days + 150
JOIN person p ON p.id = first.person AND p.replicate = first.replicate
