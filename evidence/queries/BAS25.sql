-- study: generations
-- estimator: proportion
-- target: postpartum depression
-- note: mother in a depressive episode 90 days after the birth; published by questionnaire cut
SELECT EXISTS (
         SELECT 1 FROM event on_ WHERE on_.person = m.id AND on_.replicate = m.replicate
         AND on_.kind = 'onset_depression' AND on_.day <= p.born_day + 90
         AND NOT EXISTS (SELECT 1 FROM event off_ WHERE off_.person = m.id AND off_.replicate = m.replicate
                         AND off_.kind = 'remission_depression' AND off_.day >= on_.day AND off_.day <= p.born_day + 90)
       ) AS value, m.id + m.replicate * 10000000000 AS cluster
FROM person p
JOIN person m ON m.id = p.mother AND m.replicate = p.replicate
WHERE COALESCE(m.died_day, p.born_day + 91) > p.born_day + 90
