#!/usr/bin/env python3
"""How often `bowlby data compare` calls data different that the very study made, and how often it finds data of others.

Every data set is a run with a seed of its own, and is held against twenty worlds of a seed of their own. With the same
worlds throughout, the count would be of these worlds alone. Promised is at most one false alarm in 21 comparisons, over
all statistics together. When it is stopped, it sums up what is done.
Usage: tools/check/compare_alarms.py PROGRAM [--sets 20] [--first 1] [--study FILE] [--set NAME=VALUE ...]
"""
import argparse
import json
import math
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

STUDY = """name: young
seed: 11
population: {founders: 60, years: 18.6, birth_years: .5}
waves:
  - {name: grown, instrument: [ecr, self_esteem], ages: [16, 18], missing: .05}
  - {name: days, instrument: diary, ages: 17, days: 7, prompts: 4}
"""
SEED_OF_DATA, SEED_OF_WORLDS = 100_000, 200_000


def wilson(hits, n, z=1.959964):
    middle = (hits + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * math.sqrt(hits * (n - hits) / n + z * z / 4)
    return middle - half, middle + half


def compared(program, study, number, folder, changes):
    """What a comparison of one data set says, as JSON."""
    data = folder / f"data{number}"
    subprocess.run([program, "run", study, "--seed", str(SEED_OF_DATA + number), "-o", data, "--quiet", "--no-report",
                    "--threads", "1", *changes], check=True, stdout=subprocess.DEVNULL)
    out = subprocess.run([program, "data", "compare", data, "--study", study, "--seed", str(SEED_OF_WORLDS + number),
                          "--json", "--quiet", "--threads", "1"], check=True, capture_output=True, text=True).stdout
    return json.loads(out)


def sum_up(found, seconds):
    if not found:
        return
    alarms = sum(f["differ"] > 0 for f in found)
    low, high = wilson(alarms, len(found))
    print(f"{alarms} of {len(found)} data sets were called different somewhere: {alarms / len(found):.3f} "
          f"(95 % {low:.3f} to {high:.3f})")
    print(f"{sum(f['differ'] + f['edge'] for f in found)} of {sum(f['measured'] for f in found)} statistics lay outside "
          f"all worlds; {sum(f['edge_by_chance'] for f in found):.0f} by chance; {seconds:.0f} s")
    names = [s["id"] for f in found for s in f["statistics"] if s["verdict"] == "differs"]
    for name in sorted(set(names), key=lambda n: (-names.count(n), n))[:20]:
        print(f"  {names.count(name):4} {name}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--sets", type=int, default=20, help="data sets")
    parser.add_argument("--first", type=int, default=1, help="number of the first, so that counts can be added up")
    parser.add_argument("--study", type=pathlib.Path, help="in place of sixty young people with a short diary")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a parameter of the data alone")
    options = parser.parse_args()
    changes = [word for value in options.set for word in ("--set", value)]
    found, begun = [], time.monotonic()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        study = options.study or folder / "young.yaml"
        if not options.study:
            study.write_text(STUDY)
        try:
            for number in range(options.first, options.first + options.sets):
                found.append(compared(options.program.resolve(), study, number, folder, changes))
                print(f"{number}: {found[-1]['differ']} of {found[-1]['measured']} differ, {found[-1]['edge']} at the edge",
                      flush=True)
        finally:
            sum_up(found, time.monotonic() - begun)


if __name__ == "__main__":
    main()
