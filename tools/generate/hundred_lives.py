#!/usr/bin/env python3
"""docs/hundred_lives.md and docs/pictures/hundred_lives.svg: a hundred lives with all their events, nobody chosen.

    tools/generate/hundred_lives.py                 runs the study named on the page and writes both
    tools/generate/hundred_lives.py --from DIR      the same from the folder of a finished run

Only the text between `<!-- lives -->` and `<!-- end of lives -->` belongs to this tool; the command is read from the page.
"""
import argparse
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
import model_tables as m  # noqa: E402

PAGE, PICTURE = "docs/hundred_lives.md", "docs/pictures/hundred_lives.svg"
COMMAND = re.compile(r"^bowlby (run studies/generations\.yaml .*?) --output (\S+)$", re.M)
BLOCK = re.compile(r"<!-- lives -->\n.*?<!-- end of lives -->", re.S)
SHOWN, YEAR = 100, 365
FAMILIES = {"depression": "#c0392b", "anxiety": "#d68910", "trauma": "#7d3c98", "substance": "#566573"}
UNION, CHILD, HELP, LOSS = "#2e86c1", "#1e8449", "#17202a", "#909497"
LEFT, ROW, TOP, YEARS, SCALE = 34, 11, 58, 100, 9
# Told in their own words or as the end of something; whatever else happened is named as the results name it.
TOLD = {"birth", "death", "union_start", "union_end", "therapy_start", "therapy_end", "friend_start", "friend_end", "loss"}


def spans(events, start, ends, last):
    """From each event of one kind to the next of another with the same person: (from, to or None, other)."""
    found = []
    for day, kind, other, _ in events:
        if kind == start:
            end = next((d for d, k, o, _ in events if k == ends and o == other and d > day), None)
            found.append((day, end if end is not None and end <= last else None, other))
    return found


def lives(db):
    """A hundred founders in the order of their numbers, with what is known of each."""
    last_day = db.execute("SELECT MAX(day) FROM stream").fetchone()[0]
    people = db.execute("SELECT id, sex, born_day, died_day FROM person WHERE replicate = 0 AND generation = 1 ORDER BY id LIMIT ?",
                        (SHOWN,)).fetchall()
    for who, sex, born, died in people:
        events = db.execute("SELECT day, kind, other, value FROM event WHERE replicate = 0 AND person = ? ORDER BY day", (who,)).fetchall()
        last = died if died is not None else last_day
        yield {"id": who, "sex": {"f": "woman", "m": "man"}[sex], "born": born, "died": died is not None, "last": last, "events": events,
               "unions": spans(events, "union_start", "union_end", last),
               "therapies": [day for day, kind, *_ in events if kind == "therapy_start"],
               "losses": [(day, value) for day, kind, _, value in events if kind == "loss"],
               "friends": sum(kind == "friend_start" for _, kind, *_ in events),
               "others": [(day, kind) for day, kind, *_ in events if kind not in TOLD and not kind.startswith(("onset_", "remission_"))],
               "episodes": [(family, *span[:2]) for family in FAMILIES for span in spans(events, f"onset_{family}", f"remission_{family}", last)],
               "children": [day for (day,) in db.execute("SELECT born_day FROM person WHERE replicate = 0 AND (mother = ?1 OR father = ?1) "
                                                         "ORDER BY born_day", (who,))]}


def words(life):
    """What happened, each with its age in years, in the order of time."""
    def age(day):
        return f"{(day - life['born']) / YEAR:.1f}"
    told = [(start, f"union {age(start)}" + (f" to {age(end)}" if end else "")) for start, end, _ in life["unions"]]
    told += [(day, f"child {age(day)}") for day in life["children"]]
    told += [(day, f"therapy {age(day)}") for day in life["therapies"]]
    told += [(day, f"loss {age(day)}") for day, _ in life["losses"]]
    told += [(day, f"{kind.replace('_', ' ')} {age(day)}") for day, kind in life["others"]]
    told += [(start, f"{family} {age(start)} to {age(end) if end else 'the end'}") for family, start, end in life["episodes"]]
    return "; ".join(text for _, text in sorted(told)) or "nothing that is noted"


def table(all_lives):
    rows = [[str(life["id"]), life["sex"], f"{(life['last'] - life['born']) / YEAR:.0f}" + ("" if life["died"] else ", alive"),
             str(life["friends"]), words(life)] for life in all_lives]
    return m.table(["", "", "years", "friends", "what happened, at which age"], rows)


def picture(all_lives):
    width, height = LEFT + YEARS * SCALE + 20, TOP + ROW * len(all_lives) + 24
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="10" role="img" '
           f'aria-label="A hundred lives, a line each, by age">', f'<rect width="{width}" height="{height}" fill="#ffffff"/>']

    def at(day, life):
        return LEFT + SCALE * (day - life["born"]) / YEAR

    def bar(x, to, y, thick, colour):
        out.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(to - x, 1):.1f}" height="{thick}" fill="{colour}"/>')
    x = LEFT
    for colour, what in [(UNION, "union"), (CHILD, "child born"), (HELP, "therapy"), (LOSS, "loss"), *((c, f) for f, c in FAMILIES.items())]:
        bar(x, x + 12, 14, 6, colour)
        out.append(f'<text x="{x + 16}" y="20">{what}</text>')
        x += 34 + 6 * len(what)
    for years in range(0, YEARS + 1, 10):
        x = LEFT + SCALE * years
        out.append(f'<line x1="{x}" y1="{TOP - 8}" x2="{x}" y2="{height - 20}" stroke="#e5e7e9"/><text x="{x}" y="{TOP - 14}" text-anchor="middle">{years}</text>')
    for n, life in enumerate(all_lives):
        y = TOP + ROW * n
        end = at(life["last"], life)
        out.append(f'<text x="{LEFT - 6}" y="{y + 8}" text-anchor="end" font-size="8" fill="#626567">{life["id"]}</text>')
        bar(LEFT, end, y + 4.5, 1, "#b3b6b7")
        for start, stop, _ in life["unions"]:
            bar(at(start, life), at(stop, life) if stop else end, y + 2, 3, UNION)
        for lane, family in enumerate(FAMILIES):
            for name, start, stop in life["episodes"]:
                if name == family:
                    bar(at(start, life), at(stop, life) if stop else end, y + 6 + lane, 1, FAMILIES[family])
        for day in life["children"]:
            out.append(f'<circle cx="{at(day, life):.1f}" cy="{y + 2}" r="1.6" fill="{CHILD}"/>')
        for day in life["therapies"]:
            bar(at(day, life), at(day, life) + 1, y, 6, HELP)
        for day, _ in life["losses"]:
            bar(at(day, life), at(day, life) + 1, y + 1, 5, LOSS)
    return "\n".join(out) + "\n</svg>\n"


def write(folder):
    db = sqlite3.connect(f"file:{folder}/results.sqlite?mode=ro", uri=True)
    told = dict(db.execute("SELECT key, value FROM provenance"))
    all_lives = list(lives(db))
    note = f"Lived by {told['program']}, commit {told['commit'][:7]}, seed {told['seed']}, digest {told['digest']}."
    block = f"<!-- lives -->\n\n{table(all_lives)}\n\n{note}\n\n<!-- end of lives -->"
    return m.write_or_check({PAGE: BLOCK.sub(lambda _: block, m.read(PAGE)), PICTURE: picture(all_lives)}, False)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(m.ROOT / "build/bowlby"))
    parser.add_argument("--from", dest="folder", type=pathlib.Path)
    o = parser.parse_args()
    if o.folder:
        return write(o.folder)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([o.program, *COMMAND.search(m.read(PAGE))[1].split(), "--quiet", "--no-report", "--output", f"{folder}/run"],
                       check=True, cwd=m.ROOT)
        return write(f"{folder}/run")


if __name__ == "__main__":
    sys.exit(main())
