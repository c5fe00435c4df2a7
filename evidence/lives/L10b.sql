-- study: lives
-- estimator: mean
-- note: the share of offers among bids to the partner and offers, a person and a day on which there was one of them
SELECT 1.0 * SUM(offered) / (SUM(asked) + SUM(offered)) AS value, MIN(person, partner) + replicate * 10000000000 AS cluster
FROM diary WHERE partner IS NOT NULL AND wave = 'quiet_days' AND answered = 1
GROUP BY replicate, person, partner, day HAVING SUM(asked) + SUM(offered) > 0
