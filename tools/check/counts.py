#!/usr/bin/env python3
"""Counts told in README and docs, held against what is counted: each sentence must be there and tell the number.

A row of TOLD is a page, a sentence with a group for the number (a word or digits), and the number as it is. A sentence that was
reworded is a fault as well: the row goes with it.
"""
import json
import re
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
import model_tables as m  # noqa: E402

WORDS = {w: n for n, w in enumerate("no one two three four five six seven eight nine ten eleven twelve".split())} | {"twenty": 20, "both": 2}


def rows(path):
    """Of a table in evidence/, without its comments and its head."""
    return [line.split("\t") for line in m.read(path).splitlines() if line and not line.startswith("#")][1:]


def constant(path, name):
    """A number that a source gives a name."""
    found = re.search(rf"\b{name}\b\s*=\s*([\d'.]+)", m.read(path))
    if not found:
        raise m.Malformed(f"{path}: no number {name}")
    return float(found[1].replace("'", ""))


def lines_of(*paths):
    return sum(m.read(p).count("\n") for p in paths)


run, validated = (json.loads(m.read(f"evidence/results/{name}.json")) for name in ("claims", "validation"))
calibrate = {row[0] for row in rows("evidence/targets.tsv") if row[1] == "calibrate"}
inside = {row["id"] for row in validated["rows"] if row["verdict"] == "inside"}
seeds, right = constant("src/evidence/claim.hpp", "full_seeds"), constant("src/evidence/claim.hpp", "least_right")
reading = re.findall(r"^\d\. `([^`]+)`:", m.read("README.md").partition("Read these")[2].partition("\n## ")[0], re.M)
fitted = len(re.findall(r"^  \w+: ", m.read("parameters/calibrated-2026-11-30.yaml").partition("\nparameters:")[2], re.M))
roles = constant("src/model/state.hpp", "role_count")

TOLD = [
    ("README.md", r"an experiment with (\d+) seeds", seeds),
    ("README.md", r"Read these (\w+) files in this order", len(reading)),
    ("README.md", r"about (\d+) lines in all", 50 * round(lines_of(*reading) / 50)),
    ("README.md", r"a mechanism in (\w+) steps", len(re.findall(r"^\d\. \*\*", m.read("CONTRIBUTING.md"), re.M))),
    ("README.md", r"\d+ of the (\d+) parameters were fitted", len(m.parameters())),
    ("README.md", r"(\d+) of the \d+ parameters were fitted", fitted),
    ("README.md", r"(\d+) parameters have no published source", sum(row["source"] == "free" for row in m.parameters().values())),
    ("CONTRIBUTING.md", r"## Add a mechanism in (\w+) steps", len(re.findall(r"^\d\. \*\*", m.read("CONTRIBUTING.md"), re.M))),
    ("evidence/README.md", r"`targets.tsv` \| (\d+) published numbers", len(rows("evidence/targets.tsv"))),
    ("evidence/README.md", r"`claims.tsv` \| (\d+) claims", len(rows("evidence/claims.tsv"))),
    ("evidence/README.md", r"of the (\d+)-item ECR", len({row[0] for row in rows("evidence/ecr_grm.tsv")})),
    ("evidence/README.md", r"in at least (\d+) of \d+ seeds", seeds * right),
    ("evidence/README.md", r"in at least \d+ of (\d+) seeds", seeds),
    ("docs/known_failures.md", r"asks for (\d+) seeds of \d+", seeds * right),
    ("docs/known_failures.md", r"(\d+) of the \d+ calibrate targets are inside", len(calibrate & inside)),
    ("docs/known_failures.md", r"\d+ of the (\d+) calibrate targets are inside", len(calibrate)),
    ("docs/odd.md", r"simulation models: (\w+) elements", len(re.findall(r"^## \d\. ", m.read("docs/odd.md"), re.M))),
    ("docs/odd.md", r"one figure; (\w+) slots by role", roles),
    ("docs/studies.md", r"A `diary` has (\d+) `days`", constant("src/studies/study.hpp", "int days")),
    ("docs/studies.md", r"`days` of (\d+) `prompts`", constant("src/studies/study.hpp", "prompts")),
    ("docs/studies.md", r"unless the study says otherwise; (\d+) days and", constant("src/instruments/diary/diary.hpp", "most_diary_days")),
    ("docs/studies.md", r"days and (\d+) prompts a day are the most", constant("src/instruments/diary/diary.hpp", "most_diary_prompts")),
    ("docs/studio.md", r"(\d+) event streams", constant("src/server/routes.hpp", "most_streams")),
    ("docs/studio.md", r"(\d+) waiting jobs", constant("src/server/jobs.hpp", "most_waiting")),
    ("docs/studio.md", r"(\d+) scenes at a time", constant("src/server/routes.hpp", "most_scenes")),
    ("docs/studio.md", r"may be ([\d,]+), more is a job", constant("src/app/scene/lineage.cpp", "most_waited_for")),
    ("docs/studio.md", r"all of those, (\d+) at most", constant("src/server/listener.hpp", "waiting")),
    ("docs/studio.md", r"at most and (\d+) of refused strangers", constant("src/server/listener.hpp", "unauthenticated")),
    ("docs/studio.md", r"row of (\w+) dots", constant("src/scenes/evenings.hpp", "runs")),
    ("docs/studio_scenes.md", r"so (\w+) evenings are \w+ pairs", constant("src/scenes/evenings.hpp", "runs")),
    ("docs/tried.md", r"scan: all (\d+) parameters", len(m.parameters())),
    ("docs/tried.md", r"parameters, (\d+) edges", len(m.edges())),
]

faults = []
for page, sentence, counted in TOLD:
    text = re.sub(r"\s+", " ", m.read(page))
    found = re.findall(sentence, text)
    if not found:
        faults.append(f"{page}: no sentence is like /{sentence}/ any more; tools/check/counts.py goes with it")
    for told in found:
        number = WORDS.get(told.lower(), None) if told.isalpha() else float(told.replace(",", ""))
        if number != counted:
            faults.append(f"{page}: /{sentence}/ tells {told}, and there are {counted:g}")
# The first column of digests in the table of CHANGELOG.md is that of the program as it is.
table = json.loads(m.read("tests/determinism/digests.json"))
published = [row["digest"] for row in table["digests"] + table["scenes"] + [table["claims"]]]
told = re.findall(r"^\| [^|]+ \| `([0-9a-f]{16})` \|", m.read("CHANGELOG.md"), re.M)
if told != published:
    faults.append("CHANGELOG.md: the first column of digests is not that of tests/determinism/digests.json; a new version or the "
                  "reason for other results goes with it")
print("\n".join(faults) if faults else f"counts: {len(TOLD)} sentences tell what is there")
sys.exit(1 if faults else 0)
