#!/usr/bin/env python3
"""The fits of `bowlby plan` against R's nlme, lme4, MASS and lavaan.

First made-up sets, 25 of each kind unless COUNT says how many: tests/oracle/sets.R makes them, oracle_fits (make it
with the build) fits them, R fits them, too. Then a replicate of each analysis that plans offer: its script must find in
R what was found here.

R is large and no part of the build: without it nothing is checked, which is said (exit code 77).
Usage: tools/check/plan_oracle.py PROGRAM ORACLE_FITS [COUNT]
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PACKAGES = ["nlme", "lme4", "MASS", "lavaan"]
CLOSE = 2e-5  # of what is printed with six digits

WORLD = """name: world
seed: 3
population: {founders: 400, years: 24, adversity: false}
waves:
  - {name: q, instrument: ecr, ages: 23}
"""
TRIAL = WORLD.replace("waves:", """arms: {assign: couple, at: 22, groups: [{name: wait}, {name: help}]}
help:
  - {kind: couple_work, after: 1, dose: 3, arm: help}
waves:""")
DIARY = "diary_apim, outcome: security, predictor: distress"
COUPLES = [DIARY + more for more in (
    ", tested: own", ", tested: partner, errors: robust", ", tested: own, carry: false", ", tested: own, members: alike",
    ", tested: partner, members: alike, carry: false", ", tested: own, random: slopes",
    ", tested: own, random: slopes, carry: false", ", tested: partner, members: alike, random: slopes",
    ", tested: own, members: alike, random: slopes, carry: false", ", lag: 1")] + [
    "apim, outcome: security, predictor: distress, tested: own", "apim, outcome: security, predictor: distress, tested: partner",
    "apim, outcome: security, predictor: distress, tested: own, members: alike",
    "apim, outcome: security, predictor: distress, tested: own, errors: robust",
    "diary_arm, outcome: security", "diary_arm, outcome: security, carry: false",
    "diary_arm, outcome: security, members: alike, carry: false", "diary_arm, outcome: security, members: alike, errors: robust"]


PEOPLE = """name: people
seed: 5
population: {founders: 90, years: 24, birth_years: .5, adversity: false}
arms: [{name: usual, share: .5}, {name: other, share: .5}]
help:
  - {kind: regulation, age: 20.2, dose: 4, arm: other}
waves:
  - {name: before, instrument: ecr, ages: 20}
  - {name: after, instrument: ecr, ages: 21}
  - {name: mood, instrument: symptoms, ages: 21}
  - {name: course, instrument: ecr, ages: [20.5, 21, 21.5, 22], missing: .1}
  - {name: moods, instrument: symptoms, ages: [20.5, 21, 21.5, 22]}
"""
GROUP = PEOPLE.replace("arms: [{name: usual, share: .5}, {name: other, share: .5}]\n", "").replace(", arm: other", "")
PAIRS = """name: pairs
seed: 5
population: {founders: 400, years: 30, birth_years: 1, adversity: false}
waves:
  - {name: q, instrument: ecr, dates: [26, 27, 28], missing: .05}
"""
BEFORE, AFTER = "--baseline before.ecr.anxiety_mean", "--outcome after.ecr.anxiety_mean"
COURSE, MOODS = "--outcome course.ecr.anxiety_mean", "--outcome moods.symptoms.depression"
EDGE = "--edge contact_soothes"
STUDIES = [(AFTER, PEOPLE), (f"{AFTER} {BEFORE}", PEOPLE), (f"{AFTER} {BEFORE} --analysis paired", GROUP),
           ("--outcome mood.symptoms.depression --analysis odds", PEOPLE),
           (f"--outcome mood.symptoms.depression {BEFORE} --analysis odds", PEOPLE),
           (f"{COURSE} --analysis repeated", PEOPLE), (f"{COURSE} {BEFORE} --analysis repeated", PEOPLE),
           (f"{COURSE} {BEFORE} --analysis repeated --covariance intercept", PEOPLE),
           (f"{COURSE} --analysis growth", PEOPLE),
           (f"{COURSE} --analysis growth --predictor before.ecr.avoidance_mean {EDGE}", PEOPLE),
           (f"{MOODS} --analysis crossed --predictor course.ecr.anxiety_mean {EDGE}", PEOPLE),
           (f"--outcome q.ecr.anxiety_mean --analysis crossed --predictor partner {EDGE}", PAIRS)]


def call(*line, **more):
    return subprocess.run([str(x) for x in line], capture_output=True, text=True, check=False, **more)


def made_up(fits, folder, count):
    script = ROOT / "tests/oracle/sets.R"
    made = call("Rscript", script, "make", folder, count)
    if made.returncode:
        print(made.stderr)
        return 1
    found = call(fits, folder)
    if found.returncode:
        print(found.stderr)
        return 1
    (folder / "fits.tsv").write_text(found.stdout)
    compared = call("Rscript", script, "compare", folder)
    print(compared.stdout + compared.stderr, end="")
    return compared.returncode


def couples_plan(folder, analysis):
    arm = analysis.startswith("diary_arm")
    (folder / "world.yaml").write_text(TRIAL if arm else WORLD)
    effect = "arm: help" if arm else "edge: contact_soothes"
    (folder / "plan.yaml").write_text(
        f"name: small\nstudy: world.yaml\nseed: 8\ncouples: {{date: 24}}\n"
        f"diary: {{days: 6, prompts: 3, lost: .05}}\nanalysis: {{kind: {analysis}}}\neffect: {{{effect}}}\n"
        f"sizes: [{20 if arm else 30}]\nreplicates: 1\n")
    return ["plan.yaml"]


def study_plan(folder, analysis):
    options, study = analysis
    (folder / "study.yaml").write_text(study)
    size = re.search(r"founders: (\d+)", study)[1]
    return ["study.yaml", *options.split(), "--sizes", size, "--replicates", "1"]


def handed_over(program, analysis, line_of):
    """Whether R finds what was found here; prints one line."""
    named = analysis if isinstance(analysis, str) else analysis[0]
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        plan = call(program, "plan", *line_of(folder, analysis), "--output", "out", "--quiet", cwd=folder)
        if plan.returncode:
            print(f"{named}: no plan: {plan.stderr.strip()}")
            return False
        here = re.search(r"Found here: (\S+) \((\S+)\)", (folder / "out/replicate.R").read_text())
        by_r = call("Rscript", "replicate.R", cwd=folder / "out")
        there = re.search(r"estimate (\S+)\s+error (\S+)", by_r.stdout)
        if not here or not there:
            print(f"{named}: {'no number here' if not here else by_r.stderr.strip()}")
            return False
        ours, theirs = [float(x) for x in here.groups()], [float(x) for x in there.groups()]
        same = all(abs(a - b) <= CLOSE * max(1, abs(a)) for a, b in zip(ours, theirs))
        print(f"{'same' if same else 'DIFFERS'}: {named}: here {ours[0]:.6f} ({ours[1]:.6f}), R {theirs[0]:.6f} ({theirs[1]:.6f})")
        return same


def main():
    if len(sys.argv) < 3:
        print(__doc__)
        return 64
    needs = "; ".join(f"library({p})" for p in PACKAGES)
    if not shutil.which("Rscript") or call("Rscript", "-e", needs).returncode:
        print("skipped: R is not there (apt-get install r-base-core " + " ".join(f"r-cran-{p.lower()}" for p in PACKAGES) + ")")
        return 77
    program, fits = (pathlib.Path(p).resolve() for p in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as folder:
        wrong = made_up(fits, pathlib.Path(folder), sys.argv[3] if len(sys.argv) > 3 else 25)
    analyses = [(a, couples_plan) for a in COUPLES] + [(a, study_plan) for a in STUDIES]
    same = sum(handed_over(program, *a) for a in analyses)
    print(f"{len(analyses)} scripts of replicates, {same} find the same in R")
    return 1 if wrong or same < len(analyses) else 0


if __name__ == "__main__":
    sys.exit(main())
