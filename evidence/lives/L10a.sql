-- study: lives
-- estimator: proportion
-- note: bids that two diaries of the same days noted; what falls between a missed prompt and the next is not seen; offers do not exist yet
WITH kept AS MATERIALIZED (SELECT person, partner, day, replicate, MAX(asked > 0) AS asked
  FROM diary WHERE partner IS NOT NULL AND wave = 'quiet_days' GROUP BY replicate, person, partner, day)
SELECT MAX(a.asked, b.asked) AS value, a.person + a.replicate * 10000000000 AS cluster
FROM kept a
CROSS JOIN kept b ON b.person = a.partner AND b.partner = a.person AND b.day = a.day AND b.replicate = a.replicate
WHERE a.person < a.partner
