#!/usr/bin/env python3
"""Every number and every edge says where it comes from, and that place exists.

Sources of parameters and claims of edges must be claim ids, target ids, marks of lives, equations of the design, or an honest
"free"; every query must answer a target and name a shipped study; what tests are said to cover names tests that are there. Prints
file:line, exits with 1 on any fault.
"""
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
faults = []


def first_column(name):
    rows = (ROOT / "evidence" / name).read_text(encoding="utf8").splitlines()
    ids = [row.split("\t")[0] for row in rows if row and not row.startswith("#")]
    for number, one in enumerate(ids[1:], 2):
        if ids.index(one) != number - 1:
            faults.append(f"evidence/{name}: {one} is there twice")
    return set(ids[1:])


claims, targets, lives = first_column("claims.tsv"), first_column("targets.tsv"), first_column("lives.tsv")
# R1-R14 loops, H1-H20 headlines, B1-B7 benchmarks of the design; R0-R6 rungs
DESIGN = re.compile(r"^(R\d{1,2}|H\d{1,2}|B\d)$")


def known(word):
    return word in claims or word in targets or word in lives or DESIGN.match(word)


def check_table(path, row, field):
    found = 0
    for number, line in enumerate((ROOT / path).read_text(encoding="utf8").splitlines(), 1):
        match = row.search(line)
        if not match:
            continue
        found += 1
        source = match[field]
        if re.fullmatch(r"free|eq \d+[a-z]?(, \d+)*", source):
            continue
        for word in re.split(r"[ ,]+", source):
            if not known(word):
                faults.append(f"{path}:{number}: {word} is no claim, target or equation")
    if found < 20:
        faults.append(f"{path}:1: only {found} rows found; has the table's form changed?")
    return found


parameters = check_table("src/model/parameter_rows.hpp",
                         re.compile(r'^X\(\w+,\s*"[^"]*",[^"]*"([^"]*)",\s*"'), 1)
edges = check_table("src/model/edges.hpp", re.compile(r'EdgeInfo\{"\w+",.*"([^"]*)"\}'), 1)

studies = {path.stem for path in (ROOT / "studies").glob("*.yaml")}
queries, marks = (sorted((ROOT / "evidence" / folder).glob("*.sql")) for folder in ("queries", "lives"))
# One row for each person (BAS16, BAS17, BAS22, IVA05) or pair of twins (GEN..), so that rows are independent but for kin.
one_row_each = {"BAS16", "BAS17", "BAS22", "IVA05", "GEN01", "GEN02", "GEN03", "GEN04", "GEN05", "GEN07", "GEN08",
                "GEN09", "GEN10", "GEN11", "GEN12"}
for query in [*queries, *marks]:
    text = query.read_text(encoding="utf8")
    place = query.relative_to(ROOT)
    if query in queries and query.stem not in targets:
        faults.append(f"{place}:1: {query.stem} is no target")
    study = re.search(r"^-- study: (\w+)$", text, re.M)
    if not study or study[1] not in studies:
        faults.append(f"{place}:1: names no shipped study")
    if not re.search(r"^-- estimator: ", text, re.M):
        faults.append(f"{place}:1: names no estimator")
    # Rows of one person, couple or family are no independent rows: an interval that takes them so is too narrow.
    if "AS cluster" not in text and query.stem not in one_row_each:
        faults.append(f"{place}:1: has no column `cluster`, and is not among those with one row for each person or pair")

# An event that no run ever tells of makes a query empty, and nobody notices: the answer is "not measured".
kinds = set(re.findall(r"\bX\((\w+)\)", (ROOT / "src/population/record.hpp").read_text(encoding="utf8")))
for asking in [*queries, *marks, *sorted((ROOT / "evidence/claims").glob("*.yaml")), *sorted((ROOT / "docs/studies").glob("*.md"))]:
    text = asking.read_text(encoding="utf8")
    for found in re.finditer(r"\bkind\s*(?:=|IN)\s*\(?((?:'\w+'(?:,\s*)?)+)", text):
        for word in re.findall(r"'(\w+)'", found[1]):
            if word not in kinds:
                faults.append(f"{asking.relative_to(ROOT)}:{text.count(chr(10), 0, found.start()) + 1}: no run tells of an event {word}")

# Every claim carries its source document, and what is said to be covered by tests names files that are there.
for number, row in enumerate((ROOT / "evidence/claims.tsv").read_text(encoding="utf8").splitlines(), 1):
    if re.match(r"C\d{3}\t", row) and not re.fullmatch(r"00[0-4](;00[0-4])*", row.split("\t")[1]):
        faults.append(f"evidence/claims.tsv:{number}: {row[:4]} names no source document (claim C230)")
by_tests = 0
for entries in sorted((ROOT / "evidence/claims").glob("*.yaml")):
    for number, line in enumerate(entries.read_text(encoding="utf8").splitlines(), 1):
        if not re.match(r"\s+uncovered: \"?[Cc]overed by", line):
            continue
        by_tests += 1
        place = f"{entries.relative_to(ROOT)}:{number}"
        files = re.findall(r"\b(?:tests|tools|studio)/[\w./-]*\w", line)
        if not files:
            faults.append(f"{place}: covered by tests, and names none")
        for file in files:
            if not (ROOT / file).is_file() and not (ROOT / f"{file}.cpp").is_file():
                faults.append(f"{place}: {file} is not there")
if by_tests < 15:
    faults.append(f"only {by_tests} claims are covered by tests; has the entries' form changed?")

# Committed results and pages name the commit that gave them: one that everybody has. A clone without its past cannot tell.
commits = {f"evidence/results/{name}.json": json.loads((ROOT / f"evidence/results/{name}.json").read_text(encoding="utf8"))["commit"]
           for name in ("claims", "validation")}
for page in sorted((ROOT / "docs/studies").glob("*.md")):
    for commit in re.findall(r", commit (\w+),", page.read_text(encoding="utf8")):
        commits[str(page.relative_to(ROOT))] = commit
git = ["git", "-C", str(ROOT)]
if subprocess.run([*git, "rev-parse", "--is-shallow-repository"], capture_output=True, text=True).stdout.strip() == "false":
    for place, commit in commits.items():
        if subprocess.run([*git, "merge-base", "--is-ancestor", commit, "HEAD"], capture_output=True).returncode != 0:
            faults.append(f"{place}: {commit} is no commit before this one")

# What the house says of itself: files it names are there, and hold what is said to be in them.
named = 0
for page in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"):
    text = (ROOT / page).read_text(encoding="utf8")
    for word in set(re.findall(r"`([\w.-]+(?:/[\w.-]+)+\.(?:hpp|cpp|py|md|yaml|sh|tsv|cmake|json))`", text)):
        named += 1
        if not (ROOT / word).is_file() and not (ROOT / "src" / word).is_file() and not word.startswith("out/"):
            faults.append(f"{page}: {word} is not there")
    for first, second, file in re.findall(r"`(\w+)`(?:\s+and\s+`(\w+)`)?\s+(?:in|of)\s+`(src/[\w/.]+)`", text):
        for word in filter(None, (first, second)):
            if not re.search(rf"\b{word}\b", (ROOT / file).read_text(encoding="utf8")):
                faults.append(f"{page}: {word} is not in {file}")
if named < 15:
    faults.append(f"only {named} files are named by the house's pages; has their form changed?")

print("\n".join(faults) if faults else
      f"ids: {parameters} parameters, {edges} edges and {len(queries)} queries point to something that is there")
sys.exit(1 if faults else 0)
