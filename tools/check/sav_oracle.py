#!/usr/bin/env python3
"""SPSS files that PSPP writes, read by `bowlby data import`, cell by cell against what was put in.

PSPP (Debian package pspp) is no part of the build: without it nothing is checked, which is said (exit code 77).
Usage: tools/check/sav_oracle.py PROGRAM [PEOPLE]
"""
import datetime
import os
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile

ITEMS = 6
LETTERS = "abcdefghij XYZ-'äöüßéñÆøčŽ漢"


def people(count, luck):
    rows = []
    for number in range(1, count + 1):
        day = datetime.date(1930, 1, 1) + datetime.timedelta(days=luck.randrange(36000))
        rows.append({
            "who": f"p{number}",
            "items": [luck.choice([1, 2, 3, 4, 5, 5, 3, 2, None, 9]) for _ in range(ITEMS)],
            "weight": luck.choice([None, 0.5, -17.25, 1e-7, 12345678.125, 3, 151, 152, -99, -100]),
            "born": luck.choice([None, day.isoformat()]),
            "at": f"{luck.randrange(24):02}:{luck.randrange(60):02}:{luck.randrange(60):02}",
            "note": "".join(luck.choice(LETTERS) for _ in range(luck.randrange(0, 90))).strip(),
            "long": "".join(luck.choice("abc def") for _ in range(luck.randrange(0, 700))).strip(),
        })
    return rows


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


def syntax(rows, file, kind):
    names = " ".join(f"item_number_{k}" for k in range(1, ITEMS + 1))
    lines = ["SET DECIMAL=DOT.", "INPUT PROGRAM.", "STRING who (A12) /note (A400) /long (A700).",
             f"NUMERIC {names} (F2.0) /weight (F20.8) /born (SDATE10) /at (TIME8)."]
    for row in rows:
        lines.append(f"COMPUTE who = {quoted(row['who'])}.")
        for k, answer in enumerate(row["items"], 1):
            lines.append(f"COMPUTE item_number_{k} = {'$SYSMIS' if answer is None else answer}.")
        lines.append(f"COMPUTE weight = {'$SYSMIS' if row['weight'] is None else repr(row['weight'])}.")
        if row["born"]:
            year, month, day = (int(x) for x in row["born"].split("-"))
            lines.append(f"COMPUTE born = DATE.DMY({day},{month},{year}).")
        else:
            lines.append("COMPUTE born = $SYSMIS.")
        hours, minutes, seconds = (int(x) for x in row["at"].split(":"))
        lines.append(f"COMPUTE at = {hours * 3600 + minutes * 60 + seconds}.")
        for name, width in (("note", 60), ("long", 60)):
            parts = [row[name][i:i + width] for i in range(0, max(len(row[name]), 1), width)]
            lines.append(f"COMPUTE {name} = CONCAT({', '.join(quoted(p) for p in parts)}).")
        lines.append("END CASE.")
    lines += ["END FILE.", "END INPUT PROGRAM.",
              "VARIABLE LABELS item_number_1 'the first item' long 'a very long text'.",
              "VALUE LABELS item_number_1 1 'never' 5 'always' 9 'refused'.",
              f"MISSING VALUES {names} (9) weight (-100 THRU -99).",
              f"SAVE OUTFILE={quoted(str(file))} /{kind}.", ""]
    return "\n".join(lines)


def expected(row):
    def number(x):
        return "" if x is None or x in (-99, -100) else repr(float(x)).removesuffix(".0")
    answers = ["" if a in (None, 9) else str(a) for a in row["items"]]
    return {"who": row["who"], "weight": number(row["weight"]), "born": row["born"] or "", "at": row["at"],
            "note": row["note"], "long": row["long"],
            **{f"item_number_{k}": a for k, a in enumerate(answers, 1)}}


def same(ours, theirs):
    if ours == theirs:
        return True
    try:
        return float(ours) == float(theirs)
    except ValueError:
        return False


def main():
    if not shutil.which("pspp"):
        print("skipped: pspp is not there (apt-get install pspp)")
        return 77
    program = pathlib.Path(sys.argv[1]).resolve()
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    wrong = cells = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "key.yaml").write_text(
            f"name: made\nrange: [1, 5]\nitems: {ITEMS}\nscales:\n  - name: all\n    items: "
            f"[{', '.join(str(k) for k in range(1, ITEMS + 1))}]\n    min_answered: 1\n    scores: {{all: mean}}\n")
        told = ["weight", "born", "at", "note", "long"] + [f"item_number_{k}" for k in range(1, ITEMS + 1)]
        (folder / "map.yaml").write_text(
            f"name: made\nid: who\ndirection: tell\ntold: [{', '.join(told)}]\ninstruments:\n"
            f"  - {{key: ./key.yaml, items: item_number_}}\n")
        for seed, kind in enumerate(("UNCOMPRESSED", "COMPRESSED", "ZCOMPRESSED")):
            rows = people(count, random.Random(seed))
            file = folder / f"{kind}.sav"
            made = subprocess.run(["pspp", "--syntax-encoding=UTF-8", "-b", "-o", folder / "log.txt", "-"], input=syntax(rows, file, kind).encode(),
                                  capture_output=True, check=False,
                                  env={**os.environ, "LC_ALL": "C.UTF-8"})
            if not file.exists():
                print("pspp wrote nothing:", made.stdout.decode()[:500], made.stderr.decode()[:500])
                return 1
            out = folder / kind
            run = subprocess.run([program, "data", "import", file, "--map", folder / "map.yaml", "--output", out],
                                 capture_output=True, text=True, check=False)
            if run.returncode != 0:
                print(kind, run.stderr)
                return 1
            with sqlite3.connect(out / "results.sqlite") as db:
                read = {}
                for person, column, value in db.execute('SELECT person, "column", value FROM told'):
                    read.setdefault(person, {})[column] = value
            by_name = {r["who"]: r for r in read.values()}
            for row in rows:
                if not any(a not in (None, 9) for a in row["items"]):
                    continue  # without any answer the row is refused, as it should be
                for column, value in expected(row).items():
                    cells += 1
                    ours = by_name.get(row["who"], {}).get(column, "")
                    if not same(ours, value):
                        wrong += 1
                        if wrong <= 10:
                            print(f"{kind} {row['who']} {column}: {ours!r} read, {value!r} written")
    print(f"{cells} cells of {3 * count} people in three kinds of file, {wrong} differ")
    return 1 if wrong or cells == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
