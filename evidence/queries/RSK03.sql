-- study: rearing
-- estimator: difference
-- target: less security, maltreated vs low-risk
-- note: frightening, rejecting and neglectful arms against ordinary carers
SELECT -o.value AS x, p.arm IN ('frightening', 'rejecting', 'neglectful') AS g,
       p.id + p.replicate * 10000000000 AS cluster
FROM observation o
JOIN person p ON p.id = o.person AND p.replicate = o.replicate
WHERE o.instrument = 'strange_situation' AND o.scale = 'class_secure'
  AND o.age_days >= 274 AND o.age_days < 913 AND p.arm IN ('frightening', 'rejecting', 'neglectful', 'ordinary')
