#!/usr/bin/env python3
"""How often `bowlby data compare` calls data different that the very study made, and how often it finds data of others.

Every data set is a run with a seed of its own; the worlds it is held against are those of the study file. Promised is
at most one false alarm in 21 comparisons, over all statistics together.
Usage: tools/check/compare_alarms.py PROGRAM [DATA_SETS] [--set NAME=VALUE ...]
"""
import json
import math
import pathlib
import subprocess
import sys
import tempfile

STUDY = """name: young
seed: 11
population: {founders: 120, years: 20.6, birth_years: .5}
waves:
  - {name: grown, instrument: [ecr, self_esteem], ages: [18, 20], missing: .05}
  - {name: days, instrument: diary, ages: 19, days: 7, prompts: 4}
"""


def wilson(hits, n, z=1.959964):
    middle = (hits + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * math.sqrt(hits * (n - hits) / n + z * z / 4)
    return middle - half, middle + half


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    words = sys.argv[2:]
    changes = []
    if "--set" in words:
        changes = [w for name in words[words.index("--set") + 1:] for w in ("--set", name)]
        words = words[:words.index("--set")]
    sets = int(words[0]) if words else 20
    alarms = outside = edges = measured = 0
    by_name = {}
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        study = folder / "young.yaml"
        study.write_text(STUDY)
        for seed in range(1, sets + 1):
            data = folder / f"data{seed}"
            subprocess.run([program, "run", study, "--seed", str(1000 + seed), "-o", data, "--quiet", *changes], check=True,
                           stdout=subprocess.DEVNULL)
            out = subprocess.run([program, "data", "compare", data, "--study", study, "--json", "--quiet"], check=True,
                                 capture_output=True, text=True).stdout
            found = json.loads(out)
            alarms += found["differ"] > 0
            outside += found["differ"] + found["edge"]
            edges += found["edge_by_chance"]
            measured += found["measured"]
            for s in found["statistics"]:
                if s["verdict"] == "differs":
                    by_name[s["id"]] = by_name.get(s["id"], 0) + 1
            print(f"{seed}: {found['differ']} of {found['measured']} differ, {found['edge']} at the edge", flush=True)
    low, high = wilson(alarms, sets)
    print(f"{alarms} of {sets} data sets were called different somewhere: {alarms / sets:.3f} (95 % {low:.3f} to {high:.3f})")
    print(f"{outside} of {measured} statistics lay outside all worlds; {edges:.0f} by chance")
    for name, count in sorted(by_name.items(), key=lambda x: -x[1])[:20]:
        print(f"  {count:4} {name}")


if __name__ == "__main__":
    main()
