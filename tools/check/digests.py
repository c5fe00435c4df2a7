#!/usr/bin/env python3
"""The published digests of small runs and of a few claims: check them, or renew them after a change of results that is meant.

    tools/check/digests.py [--program build/bowlby]            compare; exit 1 on any difference
    tools/check/digests.py [--program build/bowlby] --renew    write tests/determinism/digests.json

A digest may change only when the theory, a parameter's default, a published table, a shipped study or the meaning of
a draw changes. Then renew, and say why in CHANGELOG.md. Another machine, compiler, thread count, block size or
instruction set must never change one: that is what the table is for.
"""
import argparse
import concurrent.futures
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLE = ROOT / "tests/determinism/digests.json"
RUNS = [  # study, founders, seed (None: the study's own)
    ("tests/determinism/small.yaml", 130, None),
    ("tests/determinism/small.yaml", 64, 18446744073709551),
    ("studies/generations.yaml", 60, None),
    ("studies/generations.yaml", 33, 7),
    ("studies/rearing.yaml", 90, None),
    ("studies/couples.yaml", 60, None),
    ("studies/breakup.yaml", 60, None),
    ("studies/therapy.yaml", 70, None),
    ("studies/twins.yaml", 60, None),
    ("studies/strange_situation.yaml", 200, None),
    ("studies/transmission_gap.yaml", 60, None),
]

CARE = {"response": 0.6, "consistency": 0.8, "rebuff": 0.3, "fright": 0.05}
SCENES = [  # kind, request
    ("evening", {"moment": "hard_talk", "people": [{"anxiety": 4, "avoidance": 2}, {"anxiety": 2, "avoidance": 4}],
                 "change": {"kind": "answer_first", "who": 1}}),
    ("year", {"care": CARE, "children": 8}),
    ("life", {"founders": 40, "neighbours": 3, "until": 25, "change": {"kind": "therapy", "age": 18}}),
    ("lineage", {"founders": 100, "replicates": 2, "years": 60, "programme": {"kind": "parenting", "age": 20}}),
]

CLAIMS = {"ids": ["C013", "C020", "C022", "C054"], "seeds": 2}


def last_digest(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr}")
    word, value = done.stdout.splitlines()[-1].split()
    assert word == "digest", done.stdout
    return value


def claims_digest(program):
    with tempfile.TemporaryDirectory() as folder:
        return last_digest([program, "claims", "run", *CLAIMS["ids"], "--seeds", str(CLAIMS["seeds"]), "--quiet",
                            "--output", folder + "/claims"])


def scene_digest(program, kind, request):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "request.json")
        file.write_text(json.dumps(request))
        return last_digest([program, "scene", kind, "--request", str(file), "--threads", "1"])


def digest(program, study, people, seed):
    with tempfile.TemporaryDirectory() as folder:
        command = [program, "run", str(ROOT / study), "--people", str(people), "--quiet", "--no-report",
                   "--threads", "1", "--output", folder + "/run"]
        if seed is not None:
            command += ["--seed", str(seed)]
        return last_digest(command)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / "build/bowlby"))
    parser.add_argument("--renew", action="store_true")
    options = parser.parse_args()

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda run: digest(options.program, *run), RUNS))
    rows = []
    for (study, people, seed), value in zip(RUNS, found):
        row = {"study": study, "people": people}
        if seed is not None:
            row["seed"] = seed
        rows.append({**row, "digest": value})

    scenes = [{"kind": kind, "request": request, "digest": scene_digest(options.program, kind, request)}
              for kind, request in SCENES]
    claims = {**CLAIMS, "digest": claims_digest(options.program)}

    if options.renew:
        lines = ",\n".join("    " + json.dumps(row) for row in rows)
        played = ",\n".join("    " + json.dumps(row) for row in scenes)
        note = "State digests of small runs; see tools/check/digests.py for what may change them and how they are renewed."
        TABLE.write_text(f'{{\n  "note": {json.dumps(note)},\n  "digests": [\n{lines}\n  ],\n'
                         f'  "scenes": [\n{played}\n  ],\n'
                         f'  "claims": {json.dumps(claims)}\n}}\n')
        print(f"wrote {len(rows)} digests to {TABLE.relative_to(ROOT)}")
        return 0
    table = json.loads(TABLE.read_text())
    published = table["digests"]
    bad = 0 if [r["study"] for r in published] == [r["study"] for r in rows] else 1
    for row, old in zip(rows, published):
        same = row == old
        bad += not same
        print(f"{'same' if same else 'DIFFERS':<8}{row['digest']}  {row['study']}, {row['people']} founders")
    for row, old in zip(scenes, table["scenes"]):
        same = row == old
        bad += not same
        print(f"{'same' if same else 'DIFFERS':<8}{row['digest']}  scene {row['kind']}")
    same = claims == table["claims"]
    bad += not same
    print(f"{'same' if same else 'DIFFERS':<8}{claims['digest']}  claims {' '.join(claims['ids'])}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
