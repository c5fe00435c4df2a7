#!/usr/bin/env python3
"""Small rules for every tracked file: no leftovers, no machine of ours, no stray white space, pragma once in headers.

And one about people (claims C130, C206): what the program says to its readers names no disorder, nor a condition that silence could be
taken for, and stamps no type on anybody."""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TEXT = {".cpp", ".hpp", ".py", ".sh", ".cmake", ".md", ".yaml", ".json", ".ts", ".svelte", ".mjs", ".css", ".sql", ".tsv", ".in", ""}
LEFTOVERS = [
    (re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b"), "a leftover: do it, or file an issue"),
    (re.compile(r"^(<{7}|>{7}) "), "a merge conflict"),
    (re.compile(r"(?<![\w.])/(wo" r"rk|ho" r"me/\w+|ro" r"ot)/"), "a path of one machine"),
    (re.compile(r"https?://(regis" r"try|de" r"b|secu" r"rity|snap" r"shot|archi" r"ve)\."), "the address of a package registry"),
]
SPOKEN = ("src/report/", "src/cli/", "src/app/", "src/instruments/measures.hpp", "src/io/results/schema.cpp", "studio/src/",
          "studies/")
ABOUT_PEOPLE = re.compile(
    r"\b(disorders?|disordered|patholog\w*|mentally ill|autis\w*|asperger\w*|schizo\w*|catatoni\w*|alexithymi\w*|narcissis\w*|toxic|doomed|destined|damaged|broken (person|child|people)|"
    r"(you|they|he|she|who) (is|are) (an? )?(anxious|avoidant|secure|insecure|disorganized|dismissing|preoccupied|fearful)"
    r"( (type|person|style))?\b(?! (arm|group|row|about|than|of|in|if|when|at)\b))", re.IGNORECASE)
# The notebook is read by people in need: no word of illness or cure, no verdict on a person, no villain and no fate.
OF_THE_NOTEBOOK = ("studio/src/notebook/", "content/pages/", "content/worksheets/", "docs/notebook.md", "src/server/notebook/door.cpp")
FOR_A_PERSON = re.compile(
    r"\b(diagnos\w*|cures?|cured|curing|treat\w*|symptoms?|syndrome|clinical\w*|screen(s|ed|ing)? positive|abuser|abusive|perpetrator|"
    r"victim|villain|your fault|to blame you|soulmate|meant to be|fate|hopeless|incurable|you (will )?(always|never)|attachment (style|type)s?|"
    r"your (type|style)|you are (too |so )?(clingy|needy|cold|distant|weak|difficult))\b", re.IGNORECASE)
SKIP = ("studio/package-lock.json", "studio/fixtures/", "studio/dist/", "tests/fuzz/corpus/", "LICENSE")

files = subprocess.run(["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard"],
                       capture_output=True, text=True, check=True).stdout.splitlines()
faults, looked_at = [], 0
for name in files:
    path = ROOT / name
    if name.startswith(SKIP) or path.suffix not in TEXT or not path.is_file():
        continue
    looked_at += 1
    text = path.read_text(encoding="utf8")
    if text and not text.endswith("\n"):
        faults.append(f"{name}:{text.count(chr(10)) + 1}: no newline at the end")
    if path.suffix == ".hpp" and "#pragma once" not in text:
        faults.append(f"{name}:1: a header without #pragma once")
    for number, line in enumerate(text.split("\n"), 1):
        if path.suffix != ".tsv" and line != line.rstrip():
            faults.append(f"{name}:{number}: white space at the end")
        if "\t" in line and path.suffix in {".cpp", ".hpp", ".py", ".yaml", ".ts", ".svelte", ".sql"} :
            faults.append(f"{name}:{number}: a tab")
        if name.startswith(SPOKEN) and ABOUT_PEOPLE.search(line):
            faults.append(f"{name}:{number}: names a disorder or a type of person: say what is done or expected, in degrees")
        if name.startswith(OF_THE_NOTEBOOK) and FOR_A_PERSON.search(line):
            faults.append(f"{name}:{number}: a word the notebook does not say to a person: an illness, a verdict, a villain, fate")
        for pattern, why in LEFTOVERS:
            if pattern.search(line):
                faults.append(f"{name}:{number}: {why}")
# A number of the theory is a row of the parameter table, or a convention with a name and a reason beside it.
DECIMAL = re.compile(r"(?<![\w.])(?!(?:0?\.5|[012]\.0)(?![\w.]))\d*\.\d+(?![\w.])")
START_VALUES = re.compile(r"^ +double( \w+ = [\d.]+,?)+;")
for name in files:
    if not name.startswith(("src/model/", "src/population/")) or name.endswith(("parameter_rows.hpp", "edges.hpp", "model/lists.hpp")) or not (ROOT / name).is_file():
        continue
    named, reason = False, False
    for number, line in enumerate((ROOT / name).read_text(encoding="utf8").split("\n"), 1):
        code, _, comment = line.partition("//")
        if not code.strip():
            reason = bool(comment.strip())
            continue
        named = named or "constexpr" in code
        reason = reason or bool(comment.strip())
        if DECIMAL.search(re.sub(r'"[^"]*"', "", code)) and not START_VALUES.match(code):
            if not named:
                faults.append(f"{name}:{number}: a bare number: a parameter, or a constexpr with a name and a reason")
            elif not reason:
                faults.append(f"{name}:{number}: a convention without a reason beside it or above")
        if ";" in code or "{" in code:
            named = reason = False
# Pages for people who are new here are in plain English: about 25 words a sentence, and none over the bound. Code, tables, headings
# and generated blocks are no sentences; a piece of code is one word.
PLAIN = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/calibration.md", "docs/recovery.md", "docs/known_failures.md",
         "docs/odd.md", "docs/compared.md", "docs/decisions/")
LONGEST_SENTENCE = 30


def sentences(page):
    """Line of its paragraph, and text, of every sentence of a page."""
    page = re.sub(r"<!-- \w+: written by.*?<!-- end of \w+ -->", lambda block: "\n" * block[0].count("\n"), page, flags=re.S)
    paragraph, first, fenced = [], 0, False
    for number, line in enumerate([*page.split("\n"), ""], 1):
        words = line.strip()
        fenced ^= words.startswith("```")
        item = re.match(r"([-*]|\d+\.) ", words)
        none = fenced or not words or words.startswith(("|", "#", "!", "```")) or (line.startswith("    ") and not paragraph and not item)
        if (none or item) and paragraph:
            text = re.sub(r"\]\([^)]*\)", "]", re.sub(r"`[^`]*`", "code", " ".join(paragraph)))
            yield from ((first, sentence) for sentence in re.split(r"(?<=[.?!])[)*\"]*\s+", text))
            paragraph = []
        if not none:
            first = first if paragraph else number
            paragraph.append(words[len(item[0]):] if item else words)


told = 0
for name in files:
    if name.startswith(PLAIN) and (ROOT / name).is_file():
        for number, sentence in sentences((ROOT / name).read_text(encoding="utf8")):
            told += 1
            length = len(re.findall(r"\S*\w\S*", sentence))
            if length > LONGEST_SENTENCE:
                faults.append(f"{name}:{number}: a sentence of {length} words, {LONGEST_SENTENCE} are the most: {sentence[:60]}...")
if told < 700:
    faults.append(f"only {told} sentences were found in the pages in plain English; has their form changed?")
print("\n".join(faults) if faults else f"text: {looked_at} files are clean")
sys.exit(1 if faults else 0)
