#!/usr/bin/env python3
"""This program beside an older one, measured in one sitting: living, counting, trying.

    bench/side_by_side.py                        against d315791, small sizes; some 20 minutes on two idle cores
    bench/side_by_side.py --full                 the shipped sizes: headlines, all claims, validation and fit whole (hours)
    bench/side_by_side.py --only living,counting --rounds 5
    bench/side_by_side.py --old REV --work DIR   DIR keeps both builds for the next time

Both are built alike (Release) in a scratch folder and take turns at every measurement, so that a change in the machine's
speed meets both. A ratio is the median of the rounds' ratios, old time over new time; processor seconds are told beside
wall seconds, since other programs may have had the processors meanwhile. Prints a table with the goals and ends with 1 if
one is missed.
"""
import argparse
import json
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
MAIN_STUDY = "studies/generations.yaml"


def sh(*command, cwd=None, quiet=True):
    out = subprocess.DEVNULL if quiet else None
    subprocess.run([str(c) for c in command], cwd=cwd, check=True, stdout=out, stderr=out)


def timed(*command, cwd):
    """Wall and processor seconds of a command with all its children."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run([str(c) for c in command], cwd=cwd, capture_output=True, text=True, check=False)
    wall, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):  # 1: a claim or a number that misses
        sys.exit(f"{' '.join(map(str, command))} in {cwd}: exit {done.returncode}\n{done.stderr[-2000:]}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout


class Program:
    def __init__(self, name, source):
        self.name, self.source = name, source
        self.program, self.bench = source / "build-side/bowlby", source / "build-side/bowlby_bench"

    def build(self):
        modules = self.source / "studio/node_modules"
        if not modules.exists():
            sh("npm", "ci", "--silent", cwd=self.source / "studio")
        sh("cmake", "-S", ".", "-B", "build-side", "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", "-DBOWLBY_TESTS=OFF", cwd=self.source)
        sh("cmake", "--build", "build-side", "--target", "bowlby", "bowlby_bench", cwd=self.source)

    def fresh(self, name):
        out = self.source / "out-side" / name
        shutil.rmtree(out, ignore_errors=True)
        return out

    def live(self, people, threads):
        return timed(self.program, "run", MAIN_STUDY, "--people", people, "--threads", threads, "--no-report", "--quiet",
                     "--output", self.fresh("run"), cwd=self.source)

    def rates(self, people, days):
        text = timed(self.bench, "--people", people, "--days", days, "--rounds", 3, cwd=self.source)[2]
        found = json.loads(text.strip().splitlines()[-1])
        return found["full_model"] / found["naive"], found["full_model"]


def living(old, new, a, row):
    people, days = (20000, 365) if a.full else (20000, 60)
    ratios, million = {old: [], new: []}, []
    for _ in range(a.rounds):
        for program in (old, new):
            ratios[program].append(program.rates(people, days)[0])
        small, large = new.rates(people, days)[1], new.rates(1000000, 7)[1]
        million.append(large / small)
    row("full model over naive kernel, one core", statistics.median(ratios[new]), 1.8, f"old {statistics.median(ratios[old]):.2f}")
    row("rate at a million people over 20,000", statistics.median(million), .8, "")
    size = 10000 if a.full else 1500
    gains = {old: [], new: []}
    for _ in range(a.rounds):
        for program in (old, new):
            gains[program].append(program.live(size, 1)[0] / program.live(size, 2)[0])
    row(f"two threads over one, {MAIN_STUDY}, {size} founders", statistics.median(gains[new]), 1.75, f"old {statistics.median(gains[old]):.2f}")


def pair(row, name, goal, old, new, rounds, measure):
    wall, cpu, told = [], [], ""
    for _ in range(rounds):
        a, b = measure(old), measure(new)
        wall.append(a[0] / b[0])
        cpu.append(a[1] / b[1])
        told = f"last round {a[0]:.1f} s and {b[0]:.1f} s; by processor time {statistics.median(cpu):.2f}"
    row(name, statistics.median(wall), goal, told)


def counting(old, new, a, row):
    size = 10000 if a.full else 1500
    for program in (old, new):
        program.live(size, 0)
        shutil.rmtree(program.source / "out-side/counted", ignore_errors=True)
        shutil.move(program.source / "out-side/run", program.source / "out-side/counted")
    compare = lambda p: timed(p.program, "compare", p.source / "out-side/counted", "--json", cwd=p.source)
    pair(row, f"compare, {size} founders", 10, old, new, a.rounds, compare)
    run, counted = new.live(size, 0)[0], compare(new)[0]
    report = timed(new.program, "report", new.source / "out-side/counted", cwd=new.source)[0]
    share = (counted + report) / (run + counted + report)
    row("all but comparing and reporting, share of a whole run", 1 - share, .85, f"{run:.1f} s run, {counted:.1f} s compare, {report:.1f} s report")


def trying(old, new, a, row):
    claims = lambda which: lambda p: timed(p.program, "claims", "run", which, *([] if a.full else ["--seeds", 2]), "--quiet",
                                           "--output", p.fresh("claims"), cwd=p.source)
    note = "" if a.full else ", two seeds"
    once = 1 if a.full else min(a.rounds, 2)
    pair(row, f"headlines{note}", 2.5, old, new, once, claims("--headline"))
    if a.full:
        pair(row, "all claims", 2.5, old, new, once, claims("--all"))
    pair(row, "validate" if a.full else "validate, a tenth", 2.5, old, new, once,
         lambda p: timed(p.program, "validate", "--scale", 1 if a.full else .1, "--quiet", "--output", p.fresh("validate"), cwd=p.source))
    pair(row, "the fit" if a.full else "the quick fit", 2.5, old, new, once,
         lambda p: timed(p.program, "calibrate", *([] if a.full else ["--quick"]), "--quiet", "--output", p.fresh("fit"), cwd=p.source))


PARTS = {"living": living, "counting": counting, "trying": trying}


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--old", default="d315791", help="the revision to be measured beside (d315791)")
    ask.add_argument("--only", default=",".join(PARTS), help="parts, by commas: " + ", ".join(PARTS))
    ask.add_argument("--rounds", type=int, default=3)
    ask.add_argument("--full", action="store_true", help="the shipped sizes")
    ask.add_argument("--work", type=pathlib.Path, help="folder for the two builds, kept; otherwise a scratch folder")
    a = ask.parse_args()
    parts = a.only.split(",")
    if unknown := [p for p in parts if p not in PARTS]:
        ask.error(f"no part {unknown[0]}; there are {', '.join(PARTS)}")
    missed = []
    with tempfile.TemporaryDirectory(prefix="side-by-side-") as scratch:
        work = a.work or pathlib.Path(scratch)
        programs = []
        for name, revision in (("old", a.old), ("new", "HEAD")):
            source = work.resolve() / name
            if source.exists():
                sh("git", "-C", source, "fetch", ROOT, "HEAD")
            else:
                sh("git", "clone", "--no-checkout", ROOT, source)
            commit = subprocess.run(["git", "-C", ROOT, "rev-parse", revision], check=True, capture_output=True, text=True).stdout.strip()
            sh("git", "-C", source, "checkout", "--detach", commit)
            programs.append(Program(f"{name} {commit[:10]}", source))
            print(f"building {programs[-1].name}", flush=True)
            programs[-1].build()

        def row(what, ratio, goal, told):
            if ratio < goal:
                missed.append(what)
            print(f"{'ok    ' if ratio >= goal else 'MISSED'} {what:62} {ratio:6.2f}  goal {goal:<5} {told}", flush=True)

        print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, {a.rounds} rounds; ratios of {programs[0].name} to {programs[1].name}")
        for part in parts:
            PARTS[part](*programs, a, row)
        print(f"load at the end {os.getloadavg()[0]:.1f}; {len(missed)} missed")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
