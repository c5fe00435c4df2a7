#!/usr/bin/env python3
"""The tables in docs/studies/*.md: runs the shipped studies and shows what the SQL on their pages answers.

    tools/generate/study_pages.py [STUDY ...]              run them (all if none is named) and rewrite their tables
    tools/generate/study_pages.py --from DIR STUDY         the same from the folder of a finished run
    tools/generate/study_pages.py --check                  no run: every study has its page, every name in the SQL is there

On a page every ```sql block is followed by a part between `<!-- shown -->` and `<!-- end of shown -->`, which belongs
to this tool. A page may ask for a smaller run: `<!-- run with --people 1500 -->`.
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

SHOWN = re.compile(r"```sql\n(.*?)```\n\n<!-- shown -->\n(.*?)<!-- end of shown -->", re.S)


def studies():
    """The studies that can be run; other files of the folder (a fit, a mistake on purpose) have no population."""
    return sorted(p.stem for p in (m.ROOT / "studies").glob("*.yaml")
                  if re.search(r"^population:", p.read_text(encoding="utf8"), re.M))


def shown(value):
    if value is None:
        return ""
    return f"{value:.3g}" if isinstance(value, float) and not value.is_integer() else f"{value:.0f}" if isinstance(
        value, float) else str(value)


def fill(name, folder):
    path = f"docs/studies/{name}.md"
    results = sqlite3.connect(f"file:{folder}/results.sqlite?mode=ro", uri=True)
    told = dict(results.execute("SELECT key, value FROM provenance"))
    note = (f"Shown by {told['program']}, commit {told['commit'][:7]}, {told['founders']} founders, seed {told['seed']}, "
            f"digest {told['digest']}.")

    def answer(match):
        found = results.execute(match[1])
        table = m.table([column[0] for column in found.description], [[shown(v) for v in row] for row in found])
        return f"```sql\n{match[1]}```\n\n<!-- shown -->\n\n{table}\n\n{note}\n\n<!-- end of shown -->"

    return m.write_or_check({path: SHOWN.sub(answer, m.read(path))}, False)


def check():
    scales = set(re.findall(r"^X\(\w+,\s*(\w+),", m.read("src/instruments/measures.hpp"), re.M))
    scales |= set(re.findall(r"^X\((\w+),", m.read("src/instruments/measures.hpp"), re.M))  # instruments
    faults = []
    listed = m.read("docs/studies.md")
    for name in studies():
        path = f"docs/studies/{name}.md"
        if not (m.ROOT / path).is_file():
            faults.append(f"{path} is missing")
            continue
        if f"studies/{name}.md" not in listed:
            faults.append(f"docs/studies.md does not link to {path}")
        text, study = m.read(path), m.read(f"studies/{name}.yaml")
        blocks = SHOWN.findall(text)
        if not blocks or len(blocks) != text.count("```sql"):
            faults.append(f"{path}: every sql block wants its shown part")
        for sql, _ in blocks:
            for column, words in re.findall(r"(\w*\.?(?:wave|scale|instrument|arm))\s*(?:=|IN)\s*(\([^()]*\)|'[^']*')", sql):
                for word in re.findall(r"'(\w+)'", words):
                    known = word in scales if column.endswith(("scale", "instrument")) else re.search(
                        rf"name: {word}\b", study)
                    if not known:
                        faults.append(f"{path}: {word} is no {column} of this study")
    extra = {p.stem for p in (m.ROOT / "docs/studies").glob("*.md")} - set(studies())
    faults += [f"docs/studies/{name}.md has no study" for name in sorted(extra)]
    print("\n".join(faults) if faults else f"studies: {len(studies())} studies have their pages")
    return 1 if faults else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(m.ROOT / "build/bowlby"))
    parser.add_argument("--from", dest="folder", type=pathlib.Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("studies", nargs="*")
    o = parser.parse_args()
    if o.check:
        return check()
    if o.folder:
        if len(o.studies) != 1:
            parser.error("--from wants one study")
        return fill(o.studies[0], o.folder)
    for name in o.studies or studies():
        ask = re.search(r"<!-- run with (.*?) -->", m.read(f"docs/studies/{name}.md"))
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([o.program, "run", str(m.ROOT / f"studies/{name}.yaml"), *(ask[1].split() if ask else []),
                            "--quiet", "--no-report", "--output", f"{folder}/run"], check=True)
            fill(name, f"{folder}/run")
    return 0


if __name__ == "__main__":
    sys.exit(main())
