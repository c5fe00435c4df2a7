-- study: lives
-- estimator: proportion
-- note: what two diaries of the same days noted; what falls between a missed prompt and the next is not seen
WITH kept AS MATERIALIZED (SELECT person, partner, day, replicate, MAX(asked + offered > 0) AS support
  FROM diary WHERE partner IS NOT NULL AND wave = 'quiet_days' GROUP BY replicate, person, partner, day)
SELECT MAX(a.support, b.support) AS value, a.person + a.replicate * 10000000000 AS cluster
FROM kept a
CROSS JOIN kept b ON b.person = a.partner AND b.partner = a.person AND b.day = a.day AND b.replicate = a.replicate
WHERE a.person < a.partner
