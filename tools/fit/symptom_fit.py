#!/usr/bin/python3
"""The rows of symptoms (equation 15), fitted by living symptoms alone again and again (decision 0017).

    bowlby run studies/generations.yaml --people 1500 --output out/lives      (with `record: courses: 4000`)
    tools/fit/symptom_fit.py out/lives [--minutes 10] [--seed 3]              prints the best rows and what they give

Needs python3-numpy. What strains people hardly depends on their symptoms: daily distress, felt security,
unpredictability and expected fright are taken year by year from the run's `course`. Stress and luck are drawn here.
So one try costs two seconds instead of a run. The search is an evolution strategy. What it finds is tried by a real
run, and only that run counts. Habits of self-report are left out here, so the aims for r are .07 to .15 lower.
"""
import argparse
import json
import sqlite3
import time

import numpy as np

MONTHS, LOOKS = 960, (240, 360, 480, 600, 720)
START = {"symptom_decay": .33, "symptom_from_distress": 1, "symptom_from_insecurity": .42, "symptom_from_unpredictability": .71,
         "symptom_from_stress": .2, "symptom_feedback": .77, "symptom_ebb": .6, "symptom_ebb_months": 3, "symptom_ebb_sd": .5,
         "symptom_floor": .345, "anxiety_floor": .11, "trauma_floor": .68, "substance_floor": .03, "symptom_propensity_sd": .12, "strain_in_youth": .3,
         "strain_youth_scale": 10, "symptom_noise": .14, "trauma_from_fright": 2.6, "distress_deepens_trauma": 4, "doubt_deepens_trauma": 12, "symptom_recall": 12}
# What is aimed at: name, value, and by how much it may be missed.
AIMS = (("median length of a depression [month]", 6, 1.2), ("depressions beyond two years", .17, .03), ("lifetime depression told (BAS06)", .206, .02),
        ("depression this year (BAS07)", .10, .015), ("log odds young to old (BAS09)", float(np.log(3)), .25), ("anxiety longer than a year [month]", 0, 6),
        ("trauma longer than 14 months [month]", 0, 6), ("any rule at forty", .16, .04), ("nine of nine above .012", 0, .005),
        ("anxiety with all symptoms", .35, .02), ("avoidance with all symptoms", .13, .02), ("anxiety rule at forty", .09, .025),
        ("trauma rule at forty", .035, .01))


class Lives:
    """What strained each person month by month, and the luck of this fit."""

    def __init__(self, folder):
        db = sqlite3.connect(folder + "/results.sqlite")
        rows = np.array(db.execute("SELECT person, age_days, nu, phi, security, distress, worth FROM course ORDER BY person, age_days").fetchall())
        everybody = np.unique(rows[:, 0]).astype(int)[::2]
        self.n = len(everybody)
        self.past, self.alive = np.empty((5, self.n, MONTHS)), np.zeros((self.n, MONTHS), bool)
        days = np.arange(MONTHS) * 365.25 / 12
        for i, person in enumerate(everybody):
            own = rows[rows[:, 0] == person]
            for k in range(5):
                self.past[k, i] = np.interp(days, own[:, 1], own[:, 2 + k])
            self.alive[i] = days <= own[-1, 1] + 365
        answers = {(p, s): v for p, s, v in db.execute(
            "SELECT person, scale, value FROM observation WHERE wave = 'adult30' AND scale IN ('anxiety_mean', 'avoidance_mean')")}
        self.anxiety, self.avoidance = (np.array([answers.get((p, s)) or np.nan for p in everybody], float)
                                        for s in ("anxiety_mean", "avoidance_mean"))
        value = dict(db.execute("SELECT name, value FROM parameter"))
        luck = np.random.default_rng(1)
        self.z, stress = luck.standard_normal((4, self.n, MONTHS)).astype("f4"), luck.standard_normal((self.n, MONTHS))
        self.mood, self.slow, self.tells = luck.standard_normal(self.n), luck.standard_normal(self.n), luck.random(self.n)
        self.report, self.habit = luck.standard_normal((4, self.n, 8)), luck.standard_normal(self.n)
        kept, sd = np.exp(-1 / value["life_stress_memory"]), value["life_stress_sd"]
        stress[:, 0] *= sd
        for m in range(1, MONTHS):
            stress[:, m] = kept * stress[:, m - 1] + sd * np.sqrt(1 - kept * kept) * stress[:, m]
        self.stress, self.value = np.maximum(stress, 0), value


def still_there(lengths, ended, at=None):
    """Kaplan-Meier: the share longer than `at`, or the median length."""
    order, left = np.argsort(lengths), 1.0
    for j, i in enumerate(order):
        if at is not None and lengths[i] > at:
            return left
        left *= 1 - ended[i] / (len(order) - j)
        if at is None and left <= .5:
            return lengths[i]
    return left if at is not None else MONTHS


def lived(x, lives):
    """Symptoms of all, month by month, under the rows `x`; what AIMS asks for, in its order."""
    p = {**lives.value, **x}
    age = np.arange(MONTHS) / 12
    ripe = 1 / (1 + np.exp(-(age - p["symptom_age"]) / p["symptom_age_width"]))
    ripe *= 1 + p["strain_in_youth"] * np.exp(-np.maximum(age - 16, 0) / p["strain_youth_scale"])
    n, ebbing, mood = lives.n, np.exp(p["symptom_ebb_sd"] * lives.slow), p["symptom_propensity_sd"] * lives.mood
    y, mean, now, since = np.zeros((4, n)), np.zeros((4, n)), np.zeros((4, n), bool), np.zeros((4, n))
    lengths, ended, last, seen = [[] for _ in y], [[] for _ in y], np.full(n, -1e9), {}
    floors = (p["symptom_floor"], p["anxiety_floor"], p["trauma_floor"], p["substance_floor"])
    for m in range(MONTHS):
        nu, phi, safe, distress, worth = lives.past[:, :, m]
        daily, stress = p["symptom_from_distress"] * distress, p["symptom_from_stress"] * lives.stress[:, m]
        lack, unsure = p["symptom_from_insecurity"] * (1 - safe), p["symptom_from_unpredictability"] * (nu - .2)
        strains = (daily + lack + unsure + stress + mood, daily + .5 * lack + unsure + stress + mood,
                   p["trauma_from_fright"] * phi * np.maximum(1 + p["distress_deepens_trauma"] * distress + p["doubt_deepens_trauma"] * (p["usual_worth"] - worth), 0), stress)
        alive = lives.alive[:, m]
        for k, strain in enumerate(strains):
            was, quicker = y[k].copy(), 1 + p["recovery_from_security"] * (safe - .5) if k == 2 else 1
            fades = quicker * p["symptom_decay"] + p["symptom_ebb"] * ebbing * mean[k]
            y[k] = was - fades * was + np.maximum(ripe[m] * strain - floors[k], 0) + p["symptom_feedback"] * was**2 / (was**2 + p["symptom_feedback_at"]**2)
            y[k] = np.maximum(y[k] + p["symptom_noise"] * lives.z[k, :, m] * (.25 + np.minimum(y[k], 1)), 0)
            mean[k] += (1 - np.exp(-1 / p["symptom_ebb_months"])) * (was - mean[k])
            begins, ends, dies = ~now[k] & (y[k] >= 1) & (was < 1) & alive, now[k] & (y[k] < .5) & alive, now[k] & ~alive
            since[k][begins] = m
            for over, yes in ((ends, 1), (dies, 0)):
                lengths[k] += list(m - since[k][over])
                ended[k] += [yes] * int(over.sum())
            now[k] = (now[k] | begins) & ~(ends | dies)
        last[y[0] >= 1] = m
        if m in LOOKS:
            heard = y.copy()
            heard[2] += p["trauma_items_shared"] * np.maximum(np.maximum(y[0], y[1]) - y[2], 0)
            count = np.clip(np.round(5 * heard + p["symptom_report_habit"] * lives.habit + p["symptom_report_noise"] * lives.report[:, :, m // 120]), 0, 9)
            year = (m - last < 12) | (count[0] >= 5)
            told = year | (lives.tells < np.exp(np.maximum(last - m, -1e6) / 12 / p["symptom_recall"]))
            seen[m] = count[:, alive], year[alive].mean(), told[alive].mean()
            if m == 360:
                total, asked = count.sum(0), ~np.isnan(lives.anxiety) & ~np.isnan(lives.avoidance)
    forty, young, old = seen[480][0], seen[240][1], max(1e-3, seen[720][1])
    median = [still_there(lengths[k], ended[k]) for k in range(4)]
    with_all = [float(np.corrcoef(scale[asked], total[asked])[0, 1]) for scale in (lives.anxiety, lives.avoidance)]
    return [median[0], still_there(lengths[0], ended[0], 24), np.mean([seen[m][2] for m in LOOKS[:4]]), np.mean([seen[m][1] for m in LOOKS[:4]]),
            float(np.log(young / (1 - young) * (1 - old) / old)), max(0, median[1] - 12), max(0, median[2] - 14), (forty >= 5).any(0).mean(),
            max(0, (forty == 9).mean(1).max() - .012), *with_all, (forty[1] >= 5).mean(), (forty[2] >= 5).mean()]


def search(lives, minutes, seed):
    names = list(START)
    start = np.log(list(START.values()))
    home = np.log([lives.value.get(k) or 1e-3 for k in names])
    dice, centre, spread, shape, best = np.random.default_rng(seed), start.copy(), .2, np.eye(len(names)), (np.inf, None, None)
    until = time.monotonic() + 60 * minutes

    def cost(x):
        got = lived(dict(zip(names, np.exp(x))), lives)
        missed = sum(min(25, ((g - aim) / by) ** 2) for g, (_, aim, by) in zip(got, AIMS))
        return missed + .3 * float(np.sum((x - np.where(home > -6, home, start)) ** 2)), got

    while time.monotonic() < until:
        tried = []
        for _ in range(10):
            x = dice.multivariate_normal(centre, spread**2 * shape)
            c, got = cost(x)
            tried.append((c, x))
            if c < best[0]:
                best = (c, x, got)
        tried.sort(key=lambda t: t[0])
        chosen, weight = np.array([x for _, x in tried[:4]]), np.array([.4, .3, .2, .1])
        steps = (chosen - centre) / spread
        shape = .85 * shape + .15 * sum(w * np.outer(s, s) for w, s in zip(weight, steps))
        centre, spread = weight @ chosen, spread * .97
        print(f"best {best[0]:.2f}, about {max(0, until - time.monotonic()) / 60:.0f} min left", flush=True)
    return best[0], dict(zip(names, np.exp(best[1]))), best[2]


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("run")
    ask.add_argument("--minutes", type=float, default=10)
    ask.add_argument("--seed", type=int, default=3)
    a = ask.parse_args()
    cost, rows, got = search(Lives(a.run), a.minutes, a.seed)
    print(json.dumps({k: round(float(v), 3) for k, v in rows.items()}, indent=1))
    for g, (name, aim, by) in zip(got, AIMS):
        print(f"{name:40} {g:8.3f}   aim {aim:.3f} within {by}")
    print(f"cost {cost:.2f}")


if __name__ == "__main__":
    main()
