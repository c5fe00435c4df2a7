"""What the sources say about the theory, read for the pages of docs/: parameters, edges, claims, targets, headers, tests.

Used by tools/generate/equations.py and tools/generate/theory_sheets.py. Text is read, nothing is compiled; a table whose form has changed
is an error and not a shorter table.
"""
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent
FIELDS = ("Edges", "Claims", "Limits", "Tests", "Sees", "Cannot see")
_ROW = re.compile(r'^X\((\w+),\s*"([^"]*)",\s*([^,]+),\s*([^,]+),\s*([^,]+),\s*(\w+),\s*"([^"]*)",\s*"([^"]*)"\)')
_EDGE = re.compile(r'EdgeInfo\{"(\w+)", "([^"]*)", "([^"]*)", ([+-]1), &Params::(\w+), ([-.\d]+), (\d), "([^"]*)"\}')


class Malformed(Exception):
    """A source that does not have the form this file expects, or a page that names something which does not exist."""


def read(path):
    return (ROOT / path).read_text(encoding="utf8")


def parameters():
    """Rows by name, in the order of the table, with `section` = the comment above them."""
    rows, section = {}, ""
    for line in read("src/model/parameter_rows.hpp").splitlines():
        if match := re.match(r"/\* --- (.*?) \*/", line):
            section = match[1]
        elif match := _ROW.match(line):
            name, unit, value, low, high, scale, source, meaning = match.groups()
            rows[name] = {"name": name, "unit": unit, "default": f"{float(value):g}", "low": f"{float(low):g}",
                          "high": f"{float(high):g}", "scale": scale, "source": source, "meaning": meaning,
                          "section": section}
        elif line.startswith("X("):
            raise Malformed(f"src/model/parameter_rows.hpp: cannot read {line}")
    return rows


def parameter_set(path):
    """Values of a parameter set by name, as written there."""
    return dict(re.findall(r"^  (\w+): (\S+)", (ROOT / path).read_text(encoding="utf8"), re.M))


def first_guesses():
    return parameter_set("parameters/first_guesses.yaml")


def number(value):
    """Four places, without the zero before the point: as the tables write numbers."""
    return re.sub(r"^(-?)0\.", r"\1.", f"{float(value):.4g}")


def edges():
    text = read("src/model/edges.hpp")
    keys = ("name", "from", "to", "sign", "carrier", "neutral", "rung", "claims")
    rows = {row[0]: dict(zip(keys, row)) for row in _EDGE.findall(text)}
    if len(rows) != text.count("EdgeInfo{\""):
        raise Malformed("src/model/edges.hpp: some edges could not be read")
    return rows


def rungs():
    table = re.search(r"rung_meaning\{(.*?)\};", read("src/model/edges.hpp"), re.S)
    return re.findall(r'"([^"]+)"', table[1])


def evidence(name):
    """A table of evidence/ as rows by id."""
    lines = [line for line in read(f"evidence/{name}").splitlines() if line and not line.startswith("#")]
    keys = lines[0].split("\t")
    return {row["id"]: row for row in (dict(zip(keys, line.split("\t"))) for line in lines[1:])}


def tests():
    """Names as `Suite.name`, with the file each stands in, relative to tests/ and without its ending."""
    found = {}
    for path in sorted((ROOT / "tests").rglob("*_test.cpp")):
        place = str(path.relative_to(ROOT / "tests").with_suffix(""))
        for suite, name in re.findall(r"^(?:TEST|TEST_F|TEST_P|RC_GTEST_PROP)\((\w+),\s*(\w+)",
                                      path.read_text(encoding="utf8"), re.M):
            found[f"{suite}.{name}"] = place
    return found


def header(path):
    """The opening comment of a mechanism file: title, sentence, formulas (blocks of lines), prose, fields by name."""
    lines = []
    for line in read(path).splitlines():
        if not line.startswith("//"):
            break
        lines.append(line[2:].rstrip())
    parts = {"path": path, "blocks": [], "prose": []}
    tail = next((i for i, line in enumerate(lines) if re.match(rf" ({'|'.join(FIELDS)})\s", line)), len(lines))
    words = re.split(rf"(?:(?<=\s\s)|(?<=^)|(?<=\n))({'|'.join(FIELDS)})\s+",
                     "\n".join(line.removeprefix(" ") for line in lines[tail:]))
    for name, text in zip(words[1::2], words[2::2]):
        parts[name] = " ".join(text.split())
    paragraph, block = [], []
    for line in lines[:tail] + [""]:
        inside = line.startswith("   ")
        if block and not inside:
            parts["blocks"].append(block)
            block = []
        if paragraph and (inside or not line):
            parts["prose"].append(" ".join(paragraph))
            paragraph = []
        if inside:
            block.append(line[3:])
        elif line:
            paragraph.append(line.strip())
    title, _, sentence = parts["prose"].pop(0).removeprefix("START HERE. ").partition(": ")
    parts["title"], parts["sentence"] = (title, sentence) if sentence else ("", title)
    return parts


def table(head, rows):
    """A Markdown table; a bar inside a cell is escaped."""
    cell = lambda text: str(text).replace("|", "\\|")
    return "\n".join(["| " + " | ".join(head) + " |", "|" + "---|" * len(head)] +
                     ["| " + " | ".join(cell(c) for c in row) + " |" for row in rows])


def spelled(source):
    """A source in words."""
    return "free: no published value" if source == "free" else source.replace("eq ", "equation ")


def write_or_check(pages, check):
    """Writes {path: text}, or names the pages that differ. Returns the exit code."""
    stale = [path for path, text in pages.items() if not (ROOT / path).is_file() or read(path) != text]
    if check:
        for path in stale:
            print(f"{path} is stale: run the tool that writes it")
        return 1 if stale else 0
    for path in stale:
        (ROOT / path).write_text(text := pages[path], encoding="utf8")
        print(f"wrote {path}, {text.count(chr(10))} lines")
    return 0
