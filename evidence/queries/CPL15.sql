-- study: couples
-- estimator: correlation
-- target: spouse reciprocity of comfort depending on each other
-- note: published as comfort with depending on each other
SELECT h.value AS x, w.value AS y, p.id + p.replicate * 10000000000 AS cluster
FROM observation h
CROSS JOIN person p ON p.id = h.person AND p.replicate = h.replicate AND p.sex = 'm'
CROSS JOIN observation w ON w.person = h.target AND w.target = h.person AND w.replicate = h.replicate
CROSS JOIN person q ON q.id = w.person AND q.replicate = w.replicate
WHERE h.instrument = 'relationship_questionnaire' AND h.scale = 'avoidance' AND h.target_role = 'partner'
  AND w.instrument = 'relationship_questionnaire' AND w.scale = 'avoidance' AND w.target_role = 'partner'
  AND ABS((p.born_day + h.age_days) - (q.born_day + w.age_days)) < 730
