-- study: couples
-- estimator: correlation
-- target: spouse reciprocity of comfort depending on each other
-- note: published as comfort with depending on each other
WITH h_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'relationship_questionnaire' AND scale = 'avoidance' AND target_role = 'partner'
), w_rows AS MATERIALIZED (
  SELECT person, replicate, scale, target, target_role, age_days, value FROM observation
  WHERE instrument = 'relationship_questionnaire' AND scale = 'avoidance' AND target_role = 'partner'
)
SELECT h.value AS x, w.value AS y, p.id + p.replicate * 10000000000 AS cluster
FROM h_rows h
CROSS JOIN person p ON p.id = h.person AND p.replicate = h.replicate AND p.sex = 'm'
CROSS JOIN w_rows w ON w.person = h.target AND w.target = h.person AND w.replicate = h.replicate
CROSS JOIN person q ON q.id = w.person AND q.replicate = w.replicate
WHERE ABS((p.born_day + h.age_days) - (q.born_day + w.age_days)) < 730
