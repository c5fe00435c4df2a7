#!/usr/bin/env python3
"""The pages to read (content/): every statement says where it comes from, and that place exists and holds its numbers.

Also: plain words (a reading grade), a history, a content note where one is due, and the words of the notebook. Prints file:line, exits with 1
on any fault. `--grades` prints the grade of each page."""
import math
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content"
HARDEST = 5.0  # grade of a whole page: readers of ten
LONGEST = 22  # words in one sentence
FEWEST_PAGES = 25
KEYS = ("group", "says", "note", "changed", "figure", "sheet", "room", "sums", "wrong")
ROOMS = ("check-in", "evening", "partner", "practice", "letting-go", "diary", "child", "helper", "read")
NOTE_IS_DUE = re.compile(r"\b(hurt (or|by)|who was hurt|children who were hurt|not wanting to live|such thoughts|drink, drugs)\b", re.IGNORECASE)
STATEMENT = re.compile(r"^(?P<words>.*[.?!:\"])\s*\[(?P<ids>[\w., /-]+)\]$")
# The words of the notebook: an illness, a verdict on a person, a villain, fate.
UNSAID = re.compile(
    r"\b(diagnos\w*|cures?|cured|treat\w*|symptoms?|syndrome|clinical\w*|disorder\w*|patholog\w*|narciss\w*|toxic|abuser|abusive|perpetrator|victim|villain|"
    r"your fault|soulmate|meant to be|fate|doomed|destined|hopeless|you (will )?(always|never)|attachment (style|type)s?|your (type|style)|"
    r"(you|they|he|she|who) (is|are) (an? )?(anxious|avoidant|secure|insecure|disorganized)\b)", re.IGNORECASE)
faults = []


def table(path):
    rows = [line.split("\t") for line in path.read_text(encoding="utf8").splitlines() if line and not line.startswith("#")]
    return {row[0]: dict(zip(rows[0], row)) for row in rows[1:]}


claims, targets, works = table(ROOT / "evidence/claims.tsv"), table(ROOT / "evidence/targets.tsv"), table(CONTENT / "sources.tsv")


def syllables(word):
    """Of an English word, by its groups of vowels: right for most, and that is enough for a mean."""
    word = re.sub(r"[^a-z]", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", word))
    if word.endswith("e") and not re.search(r"([aeiouy]|[^aeiouy]l)e$", word) and groups > 1:
        groups -= 1
    if re.search(r"[^aeiouydt]ed$", word) and groups > 1:
        groups -= 1
    return max(1, groups)


def sentences(text):
    return [s for s in re.split(r"(?<=[.?!:])[\"”)]*\s+", text.strip()) if re.search(r"\w", s)]


def grade(text):
    """Flesch and Kincaid's: 0.39 words a sentence + 11.8 syllables a word - 15.59. Numbers count as one syllable."""
    told = sentences(text)
    words = re.findall(r"[A-Za-z][A-Za-z'’-]*|-?\.?\d[\d.,]*", text)
    return 0.39 * len(words) / max(1, len(told)) + 11.8 * sum(syllables(w) for w in words) / max(1, len(words)) - 15.59


def numbers_of(target):
    """What a page may say of a published number: itself, in 100, and who was asked."""
    out = set()
    for key in ("estimate", "ci_low", "ci_high"):
        if target[key]:
            out |= {abs(float(target[key])), abs(float(target[key])) * 100}
    for key in ("n_samples", "n_people"):
        if target[key]:
            out.add(float(target[key]))
    return out | {float(n) for n in re.findall(r"\d+(?:\.\d+)?", target["population"] + " " + target["quantity"])}


def held(said, ids, sums):
    value = abs(float(said.replace(",", "").lstrip("-") if said.count(",") else said))
    decimals = len(said.split(".")[1]) if "." in said else 0
    half = 0.5 * 10**-decimals + 1e-9
    if value in (100, 0, 1) or said in sums:
        return True
    return any(math.isclose(value, n, abs_tol=half) for i in ids if i in targets for n in numbers_of(targets[i]))


def check_ids(where, ids):
    for one in ids:
        if one not in claims and one not in targets and one not in works:
            faults.append(f"{where}: {one} is no claim, published number or work of content/sources.tsv")


def read(path):
    """Title, keys and body of a page; faults of its form are told."""
    name, keys, body, title = path.relative_to(ROOT), {}, [], ""
    for number, line in enumerate(path.read_text(encoding="utf8").split("\n"), 1):
        if number == 1:
            if not line.startswith("# "):
                faults.append(f"{name}:1: the first line is no title: begin with '# '")
            title = line[2:]
        elif not body and (match := re.match(r"([a-z]+): (.+)$", line)):
            if match[1] not in KEYS:
                faults.append(f"{name}:{number}: no key {match[1]}; there are {', '.join(KEYS)}")
            keys.setdefault(match[1], []).append(match[2])
        elif line.strip():
            body.append((number, line))
    for change in keys.get("changed", []):
        if not re.match(r"\d{4}-\d\d-\d\d \S", change):
            faults.append(f"{name}:2: changed: needs a day and what was changed")
    for needed in ("says", "changed"):
        if needed not in keys:
            faults.append(f"{name}:2: has no {needed}:")
    return name, title, keys, body


def check_words(where, text):
    if match := UNSAID.search(text):
        faults.append(f"{where}: a word these pages do not say: {match[0]}")
    for sentence in sentences(text):
        length = len(re.findall(r"\S*\w\S*", sentence))
        if length > LONGEST:
            faults.append(f"{where}: a sentence of {length} words, {LONGEST} are the most: {sentence[:50]}...")


def check_page(path):
    name, title, keys, body = read(path)
    told, statements, sums = [], 0, re.findall(r"-?\.?\d[\d.,]*\d|\d", " ".join(re.sub(r"\([^)]*\)", "", s) for s in keys.get("sums", [])))
    if "group" not in keys:
        faults.append(f"{name}:2: has no group:")
    for figure in keys.get("figure", []):
        rows, _, words = figure.partition(" | ")
        for row in rows.split("; "):
            one, _, label = row.partition(" ")
            if not words or not label or one not in targets:
                faults.append(f"{name}:2: figure: needs 'ID label; ID label | what one sees', of published numbers: {row}")
    for room in keys.get("room", []):
        if room.split(" | ")[0] not in ROOMS:
            faults.append(f"{name}:2: there is no room {room}")
    for sheet in keys.get("sheet", []):
        if not (CONTENT / "worksheets" / f"{sheet}.md").is_file():
            faults.append(f"{name}:2: there is no worksheet {sheet}")
    for number, line in body:
        where = f"{name}:{number}"
        if line.startswith("## "):
            continue
        if line.startswith("? "):
            check_words(where, line[2:])
            if not line.endswith("?"):
                faults.append(f"{where}: a question ends with a question mark")
            continue
        match = STATEMENT.match(line)
        if not match:
            faults.append(f"{where}: a statement says where it comes from: end it with [C001] or the like: {line[:60]}")
            continue
        statements += 1
        ids = re.split(r"[, ]+", match["ids"])
        check_ids(where, ids)
        check_words(where, match["words"])
        for said in re.findall(r"-?\.?\d[\d.,]*\d|\d", match["words"]):
            if not held(said, ids, sums):
                faults.append(f"{where}: {said} is none of the numbers of {', '.join(ids)}")
        told.append(match["words"])
    text = " ".join(told)
    if "note" not in keys and NOTE_IS_DUE.search(text):
        faults.append(f"{name}:2: speaks of harm and has no note: to warn of it (C208)")
    if statements < 5:
        faults.append(f"{name}:1: only {statements} statements")
    if "wrong" not in keys and grade(text) > HARDEST:
        faults.append(f"{name}:1: grade {grade(text):.1f}, {HARDEST} is the most: shorter words, shorter sentences")
    return name, grade(text), statements


def check_sheet(path):
    name, title, keys, body = read(path)
    for number, line in body:
        check_words(f"{name}:{number}", line.lstrip("_|# "))
    if sum(line.startswith(("_", "|")) for _, line in body) < 4:
        faults.append(f"{name}:1: has hardly anything to fill in")


pages = [check_page(path) for path in sorted((CONTENT / "pages").glob("*.md"))]
for path in sorted((CONTENT / "worksheets").glob("*.md")):
    check_sheet(path)
if len(pages) < FEWEST_PAGES:
    faults.append(f"content/pages: only {len(pages)} pages were found")
if "--grades" in sys.argv:
    for name, one, statements in pages:
        print(f"{one:5.1f}  {statements:3}  {name}")
print("\n".join(faults) if faults else f"pages: {sum(n for _, _, n in pages)} statements on {len(pages)} pages name their source")
sys.exit(1 if faults else 0)
