#!/usr/bin/env python3
"""A fit near home: straight lines through runs around the first guesses, where `bowlby calibrate` searches the whole prior.

    tools/fit/local_fit.py OUT                 run, fit, write OUT/local.yaml and OUT/local.json (about ten minutes)
    tools/fit/local_fit.py OUT --runs 20       a short try
    tools/fit/local_fit.py OUT --from FILE     around the values of another parameter set

Far from the first guesses outputs bend more than a quadratic in twenty parameters can follow, and the posterior of the
whole prior proved no better on real runs than the guesses (docs/calibration.md). Within a fifth either way they are nearly
straight. So: a design of points in that small box, each with luck of its own; one ridge line per output; the best
point of the box under a long-tailed likelihood whose widths are the targets' own; then rounds in which that point is run
with more people, the lines are moved to what it gave, and the next best point is sought nearby; quantiles from the last
chain. Calibrate rows count fully, unchecked ones (recalled, or of confidence below .6) not at all; four relations
that no fit may break count like rows. Everything is drawn
from one seed; what is found is judged by `bowlby validate`, with other seeds.
"""
import concurrent.futures
import contextlib
import csv
import json
import math
import os
import pathlib
import random
import sqlite3
import statistics
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
import model_tables as m  # noqa: E402

PROGRAM = pathlib.Path(os.environ.get("BOWLBY", m.ROOT / "build/bowlby"))
STUDIES = {"generations": 1600, "rearing": 360, "twins": 900}
CHECK = {"generations": 3600, "rearing": 1350, "twins": 4000}  # people of a round, once per seed
ROUNDS, CHECK_SEEDS, STRIDE = 4, 2, .4
SEED, BOX = 1907, math.log(1.22)
NAMES = """care_mean care_mean_sd outside_spread care_fright care_fright_sd care_habits_shared care_rebuff giving_memory
giving_from_expectation giving_from_load fright_from_load fright_from_fright fright_from_unresolved institution_fright
coder_validity interview_inherited interview_prototype self_report_shared symptom_report_habit symptom_floor
symptom_from_stress symptom_from_insecurity symptom_from_unpredictability symptom_feedback trauma_floor
worth_of_being_met cost_of_no_answer alarm_threshold insistence ecr_anxiety_level ecr_avoidance_level assay_form
general_noise life_stress_memory dissolution_scale usual_expectation interview_validity giving_from_rebuff
reflection_from_genes reflection_noise giving_from_reflection consistency_from_reflection rebuff_from_reflection
fright_from_reflection interview_belief interview_reflection worth_presses""".split()
FROM = sys.argv[sys.argv.index("--from") + 1] if "--from" in sys.argv else "first_guesses"


def targets():
    lines = [line for line in (m.ROOT / "evidence/targets.tsv").open() if not line.startswith("#")]
    for row in csv.DictReader(lines, delimiter="\t"):
        if row["role"] == "calibrate":
            e = float(row["estimate"])
            least = .02 if row["statistic"] in ("proportion", "r", "d", "kappa") else 0
            half = max(.15 * abs(e), least)
            low, high = (float(row["ci_low"]), float(row["ci_high"])) if row["ci_low"] else (e - half, e + half)
            counts = row["source"] != "recalled" and row["verified"] != "recalled" and float(row["confidence"]) >= .6
            yield row["id"], e, low, high, counts


# What no fit may break (`bowlby validate`, structural checks), as targets of their own: name, wished, low, high, counts.
RELATIONS = [("second - first", 0, -.02, .02, True), ("third - second", 0, -.02, .02, True),
             ("avoidance ~ coherence", -.12, -.22, -.02, True), ("anxiety ~ coherence", -.12, -.22, -.02, True)]
SECURE = """SELECT p.generation, AVG(o.value) FROM observation o JOIN person p ON p.id = o.person AND p.replicate = o.replicate
  WHERE o.instrument = 'strange_situation' AND o.scale = 'class_secure' AND o.age_days < 700 GROUP BY 1"""
LINK = """SELECT a.value, b.value FROM observation a JOIN observation b ON b.person = a.person AND b.replicate = a.replicate
  AND ABS(b.age_days - a.age_days) < 180 WHERE a.instrument = 'ecr' AND a.scale = ? AND a.age_days >= 6570
  AND b.instrument = 'interview' AND b.scale = 'coherence' AND a.value IS NOT NULL AND b.value IS NOT NULL"""


def relations(folder):
    """Secure shares from generation to generation, and how far questionnaire and interview agree."""
    with contextlib.closing(sqlite3.connect(folder / "results.sqlite")) as file:
        share = dict(file.execute(SECURE))
        links = [statistics.correlation(*zip(*file.execute(LINK, [scale]))) for scale in ("avoidance_mean", "anxiety_mean")]
    return dict(zip((r[0] for r in RELATIONS), [share[2] - share[1], share[3] - share[2], *links]))


def first_guesses():
    """Value and bounds of every fitted parameter."""
    bounds = {name: (float(row["low"]), float(row["high"])) for name, row in m.parameters().items()}
    path = FROM if FROM.endswith(".yaml") else f"parameters/{FROM}.yaml"
    guess = {name: row["default"] for name, row in m.parameters().items()} | m.parameter_set(path)
    return {name: (float(guess[name]), *bounds[name]) for name in NAMES}


def place(point, guesses):
    """Coordinates in -1..1 to values: a factor either way; along the probit-like levels the same distance in units.
    What is usual moves little: a few hundredths tip whole generations."""
    values = {}
    for x, name in zip(point, NAMES):
        guess, low, high = guesses[name]
        shifted = .15 if name.endswith("_level") or name == "care_mean" else .02 if name.startswith("usual_") else 0
        value = guess + shifted * x if shifted else guess * math.exp(BOX * x)
        values[name] = float(f"{min(max(value, low), high):.4g}")
    return values


def live(job):
    number, values, seed, out, people = job
    measured = {}
    for study, size in people.items():
        folder = out / f"run-{number}-{study}"
        subprocess.run(["rm", "-rf", folder], check=True)
        subprocess.run([PROGRAM, "run", m.ROOT / f"studies/{study}.yaml", "--people", str(size), "--seed", str(seed), "--threads", "1",
                        "--parameters", FROM, "--no-report", "--no-record", "--quiet", "--output", folder,
                        "--set", *(f"{k}={v:g}" for k, v in values.items())], check=True, stdout=subprocess.DEVNULL)
        table = subprocess.run([PROGRAM, "compare", folder, "--json", "--only", "calibrate"], check=True, capture_output=True, text=True)
        for row in json.loads(table.stdout):
            measured[row["id"]] = row["simulated"]
        if study == "generations":
            measured |= relations(folder)
        subprocess.run(["rm", "-rf", folder], check=True)
    return measured


def solve(a, b):
    """Gauss with pivots; a is small, square and well filled by the ridge."""
    n = len(b)
    rows = [row[:] + [y] for row, y in zip(a, b)]
    for i in range(n):
        best = max(range(i, n), key=lambda r: abs(rows[r][i]))
        rows[i], rows[best] = rows[best], rows[i]
        for r in range(i + 1, n):
            f = rows[r][i] / rows[i][i]
            if f:
                rows[r] = [x - f * y for x, y in zip(rows[r], rows[i])]
    x = [0.0] * n
    for i in reversed(range(n)):
        x[i] = (rows[i][n] - sum(rows[i][j] * x[j] for j in range(i + 1, n))) / rows[i][i]
    return x


def line(points, ys, ridge=4.0):
    """Ridge: intercept free, slopes held back as by a prior; and the scatter around the line."""
    rows = [[1.0, *p] for p, y in zip(points, ys) if y is not None]
    ys = [y for y in ys if y is not None]
    n = len(rows[0])
    a = [[sum(r[i] * r[j] for r in rows) + (ridge if i == j and i else 0) for j in range(n)] for i in range(n)]
    w = solve(a, [sum(r[i] * y for r, y in zip(rows, ys)) for i in range(n)])
    miss = [y - sum(c * x for c, x in zip(w, r)) for r, y in zip(rows, ys)]
    return w, math.sqrt(sum(e * e for e in miss) / max(1, len(ys) - n / 2))


def score(point, lines, aims, runs, home=None):
    if home and max(abs(x - h) for x, h in zip(point, home)) > STRIDE:
        return -1e9  # lines moved to a place are to be trusted near it
    total = -.25 * sum(x * x for x in point)  # the guesses count for something
    for name, published, low, high, counts in aims:
        if not counts or name not in lines:
            continue
        w, scatter = lines[name]
        simulated = w[0] + sum(c * x for c, x in zip(w[1:], point))
        width = math.hypot((high - low) / 2 / 1.96, scatter / math.sqrt(runs / 4))
        middle = (low + high) / 2
        total -= 2.0 * math.log1p(((simulated - middle) / width) ** 2 / 3)  # Student's t, three degrees
    return total


def chain(lines, aims, runs, dice, home=None, steps=40000):
    now = home[:] if home else [0.0] * len(NAMES)
    at = best = score(now, lines, aims, runs, home)
    mode, kept = now, []
    for step in range(steps):
        k = dice.randrange(len(now))
        after = now[:]
        after[k] = min(1.0, max(-1.0, after[k] + dice.gauss(0, .4)))
        value = score(after, lines, aims, runs, home)
        if math.log(dice.random()) < value - at:
            now, at = after, value
            if at > best:
                best, mode = at, now
        if step > steps // 5 and step % 10 == 0:
            kept.append(now)
    return mode, kept


def check(point, guesses, turn, out):
    """What a point gives with many people: the mean over seeds."""
    jobs = [(f"check-{turn}-{s}", place(point, guesses), SEED + 1000 + 10 * turn + s, out, CHECK) for s in range(CHECK_SEEDS)]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        each = list(pool.map(live, jobs))
    return {n: sum(e[n] for e in each) / len(each) for n in each[0] if all(e[n] is not None for e in each)}


def main():
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        print(__doc__)
        return 64
    out = pathlib.Path(sys.argv[1])
    runs = int(sys.argv[sys.argv.index("--runs") + 1]) if "--runs" in sys.argv else 100
    out.mkdir(parents=True, exist_ok=True)
    dice, guesses, aims = random.Random(SEED), first_guesses(), [*targets(), *RELATIONS]
    points = [[dice.uniform(-1, 1) for _ in NAMES] for _ in range(runs)]
    points = points[:runs // 2] + [[-x for x in p] for p in points[:runs - runs // 2]]  # mirrored: lines free of bends
    jobs = [(i, place(p, guesses), SEED + i, out, STUDIES) for i, p in enumerate(points)]
    kept_runs = out / f"runs-{runs}.json"  # a fit that was cut short goes on from here; another size is another design
    found = json.loads(kept_runs.read_text()) if kept_runs.exists() else []
    jobs = jobs[len(found):]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for i, measured in enumerate(pool.map(live, jobs), len(found) + 1):
            found.append(measured)
            kept_runs.write_text(json.dumps(found))
            print(f"\r{i} of {runs} runs", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    lines = {name: line(points, [f.get(name) for f in found]) for name, *_ in aims if any(f.get(name) is not None for f in found)}
    mode, kept = chain(lines, aims, runs, dice)
    best_met, met_at = -1, mode
    for turn in range(ROUNDS):
        given = check(mode, guesses, turn, out)
        met = sum(low <= given[n] <= high for n, _, low, high, counts in aims if counts and given.get(n) is not None)
        print(f"round {turn + 1}: {met} of {sum(a[4] for a in aims)} targets and relations inside")
        if met > best_met:
            best_met, met_at, met_given = met, mode, given
        for name, (w, _) in lines.items():
            w[0] += given[name] - (w[0] + sum(c * x for c, x in zip(w[1:], mode)))
        if turn + 1 < ROUNDS:
            mode, kept = chain(lines, aims, runs, dice, mode)
    mode = met_at
    best = place(mode, guesses)
    spread = {n: sorted(place(p, guesses)[n] for p in kept) for n in NAMES}
    (out / "local.json").write_text(json.dumps({"points": points, "found": found, "mode": best}, indent=1))
    text = ["parameters:"] + [f"  {n}: {best[n]:g}" for n in NAMES] + ["", "posterior:"]
    for n in NAMES:
        q = [spread[n][int(f * (len(kept) - 1))] for f in (.05, .25, .5, .75, .95)]
        text.append(f"  - {{name: {n}, guess: {guesses[n][0]:g}, q05: {q[0]:g}, q25: {q[1]:g}, median: {q[2]:g}, q75: {q[3]:g}, q95: {q[4]:g}}}")
    (out / "local.yaml").write_text("\n".join(text) + "\n")
    for name, published, low, high, counts in aims:
        if name not in lines:
            continue
        at = met_given[name]
        print(f"{name:22} {published:7.3f} [{low:.3f}, {high:.3f}]  at the fit {at:.3f}  {'' if low <= at <= high else 'out'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
