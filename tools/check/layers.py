#!/usr/bin/env python3
"""Layers point one way: compares the code with the layer table in ARCHITECTURE.md.

    tools/check/layers.py                   #include edges, banned headers, file lengths
    tools/check/layers.py --build build     also what the built libraries call and contain

Prints file:line for every fault and exits with 1 if there is any. The table's header is
`| Layer | May include | Special bans |`; a row names the layer in backticks. A layer may include itself, `num`, and
what its row lists.
"""
import argparse
import collections
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LONGEST_FILE = 400
MOST_SIBLINGS = 4  # files x_*: with one more of them x becomes a folder

# Headers that a layer must do without. The exact layers compute; whoever computes neither prints nor asks the time.
OUTSIDE_WORLD = {"iostream", "ostream", "istream", "fstream", "sstream", "cstdio", "stdio.h", "filesystem", "locale",
                 "chrono", "ctime", "time.h", "random", "cstdlib", "unistd.h"}
OWN_MATHS = {"cmath", "math.h", "complex", "numbers", "valarray"}
THREADS = {"thread", "mutex", "atomic", "future", "condition_variable", "shared_mutex"}
HEAP_OF_EXCEPTIONS = {"exception", "stdexcept", "system_error"}
BANNED_HEADERS = {
    "num": OUTSIDE_WORLD | OWN_MATHS | THREADS | HEAP_OF_EXCEPTIONS,
    "model": OUTSIDE_WORLD | OWN_MATHS | THREADS | HEAP_OF_EXCEPTIONS,
    "population": OUTSIDE_WORLD | OWN_MATHS | HEAP_OF_EXCEPTIONS,
    "instruments": OUTSIDE_WORLD | OWN_MATHS | THREADS | HEAP_OF_EXCEPTIONS,
    "studies": OUTSIDE_WORLD | OWN_MATHS | THREADS,
    "scenes": OUTSIDE_WORLD | OWN_MATHS | HEAP_OF_EXCEPTIONS,
    "evidence": OUTSIDE_WORLD | THREADS,
    "fit": OUTSIDE_WORLD | THREADS,
    "scoring": OUTSIDE_WORLD | THREADS,
    "report": OUTSIDE_WORLD | THREADS,
    "app": {"iostream", "fstream", "cstdio", "unistd.h", "random"},
    "reference": OUTSIDE_WORLD | OWN_MATHS | THREADS,
}
# Each library of others lives in one layer, and never in a header of ours.
HOME = {"CLI": {"cli"}, "SQLiteCpp": {"io"}, "sqlite3.h": {"io"}, "yaml-cpp": {"io"}, "nlohmann": {"io", "app"},
        "tbb": {"population"}, "fmt": {"app", "cli", "io", "server"}, "httplib.h": {"server"}, "zlib.h": {"io", "server"}, "boost": {"fit"}, "Eigen": {"fit"}, "nlopt.h": {"fit"},
        "sodium.h": {"notebook"}}
# What the exact layers' libraries may not call, whatever header it came from (demangled names of undefined symbols).
EXACT = ("num", "model", "population", "instruments", "scenes")
BANNED_CALLS = re.compile(
    r"^(__)?(exp|exp2|expm1|log|log2|log10|log1p|pow|sin|cos|tan|sincos|asin|acos|atan|atan2|sinh|cosh|tanh|erf|erfc|"
    r"tgamma|lgamma|lgamma_r|cbrt|hypot|fma|fmod|remainder|sqrt)(f|l|_finite)?(@.*)?$"
    r"|^(rand|srand|random|drand48|time|clock|clock_gettime|gettimeofday|fopen|fopen64|open|open64|printf|puts)(@.*)?$"
    r"|std::(cout|cerr|clog|cin|random_device|locale|basic_[io]?fstream|basic_filebuf|chrono::)"
    r"|^__cxa_throw")
FUSED = re.compile(r"\tv?fn?m(add|sub)\w*(ps|pd|ss|sd)\b")

faults = []


def fault(path, line, text):
    place = path.relative_to(ROOT) if path.is_absolute() and path.is_relative_to(ROOT) else path
    faults.append(f"{place}:{line}: {text}")


def layer_table():
    """Layer -> set of layers it may include, in the table's order."""
    path = ROOT / "ARCHITECTURE.md"
    rows, inside = {}, False
    for line in path.read_text(encoding="utf8").splitlines():
        cells = [c.strip() for c in line.strip().strip("|").split("|")]
        if line.startswith("|") and [c.lower() for c in cells[:3]] == ["layer", "may include", "special bans"]:
            inside = True
        elif inside and not line.startswith("|"):
            break
        elif inside and not set(line) <= set("|-: "):
            for name in re.findall(r"`(\w+)`", cells[0]):
                rows[name] = cells[1]
    if not rows:
        sys.exit("ARCHITECTURE.md: no table with the header | Layer | May include | Special bans |")
    table, above = {}, []
    for name, may in rows.items():
        words = set(re.findall(r"\w+", may))
        allowed = {other for other in rows if other in words}
        if re.search(r"\ball (below|above)\b|\ball of\b", may):
            allowed |= set(above)
        table[name] = allowed | {name, "num"}
        above.append(name)
    return table


def sources(folder):
    return sorted(p for p in folder.rglob("*") if p.suffix in (".cpp", ".hpp"))


def check_file(path, layer, table):
    lines = path.read_text(encoding="utf8").splitlines()
    if len(lines) > LONGEST_FILE:
        fault(path, len(lines), f"{len(lines)} lines; {LONGEST_FILE} is the most, split it by idea")
    for number, line in enumerate(lines, 1):
        own = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
        other = re.match(r"\s*#\s*include\s+<([^>]+)>", line)
        if own:
            target = own[1].split("/")[0]
            if "/" not in own[1]:
                fault(path, number, f'"{own[1]}": name the layer too ("{layer}/{own[1]}")')
            elif target not in table:
                fault(path, number, f"{target} is no layer")
            elif target not in table[layer]:
                fault(path, number, f"{layer} may not include {target} (ARCHITECTURE.md, layer table)")
        if other:
            name = other[1]
            if name in BANNED_HEADERS.get(layer, ()):
                fault(path, number, f"{layer} does without <{name}>")
            home = HOME.get(name.split("/")[0])
            if home is not None and layer not in home:
                fault(path, number, f"<{name}> belongs to {' and '.join(sorted(home)) or 'no layer'}")
            elif home is not None and path.suffix == ".hpp":
                fault(path, number, f"<{name}> in a header: libraries of others stay in .cpp files")
        if layer in EXACT and re.search(r"\bstd::(fma|exp|log|pow|sin|cos|tanh?|erf|lerp)\s*\(|__builtin_fma", line):
            fault(path, number, "the library's mathematics differ from machine to machine: use bowlby::num")
        if layer in EXACT and re.search(r"\bthrow\b|\btry\s*\{", line.split("//")[0]):
            fault(path, number, f"{layer} does without exceptions")


def check_rooms():
    """A folder opens with what belongs in it and what does not, and no prefix of file names stands for a folder."""
    rooms = [p for top in ("src", "tools") for p in (ROOT / top, *(ROOT / top).rglob("*")) if p.is_dir() and p.name != "__pycache__"]
    for room in rooms:
        opening = room / "README.md"
        if room != ROOT / "src" and not (opening.exists() and re.search(r"^Belongs here: .+^Does not: ", opening.read_text(encoding="utf8"), re.M | re.S)):
            fault(room, 0, "no README.md that says what belongs here and what does not")
    for room in rooms + [p for p in (ROOT / "tests", *(ROOT / "tests").rglob("*")) if p.is_dir()]:
        prefixes = collections.Counter(p.name.split("_")[0] for p in room.iterdir() if p.is_file() and "_" in p.name)
        for prefix, count in prefixes.items():
            if count > MOST_SIBLINGS:
                fault(room, 0, f"{count} files {prefix}_*: make {prefix}/ of them")


def check_links(build, table):
    """The link line of each layer's library is its row."""
    for layer in table:
        cmake = ROOT / "src" / layer / "CMakeLists.txt"
        if not cmake.exists():
            continue
        for number, line in enumerate(cmake.read_text().splitlines(), 1):
            depends = re.search(r"DEPENDS ([\w ]+?)(?: SYSTEM|\))", line)
            for target in depends[1].split() if depends and "bowlby_layer" in line else []:
                if target not in table[layer]:
                    fault(cmake, number, f"{layer} may not link {target} (ARCHITECTURE.md, layer table)")
    for layer in EXACT:
        library = build / "src" / layer / f"libbowlby_{layer}.a"
        if not library.exists():
            continue  # headers only: seen through the libraries that include them
        names = subprocess.run(["nm", "-C", "--undefined-only", str(library)], capture_output=True, text=True, check=True)
        member = ""
        for line in names.stdout.splitlines():
            if line.endswith(":"):
                member = line[:-1]
            elif "U " in line and BANNED_CALLS.search(line.split("U ", 1)[1].strip()):
                fault(pathlib.Path(library.name), member, f"calls {line.split('U ', 1)[1].strip()}")
        code = subprocess.run(["objdump", "-d", "--no-show-raw-insn", str(library)], capture_output=True, text=True, check=True)
        fused = [line for line in code.stdout.splitlines() if FUSED.search(line)]
        if fused:
            fault(pathlib.Path(library.name), 0, f"{len(fused)} fused operations, the first: {fused[0].strip()}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, help="build folder whose libraries to look into")
    options = parser.parse_args()
    table = layer_table()
    files = 0
    for layer in sorted({p.name for p in (ROOT / "src").iterdir() if p.is_dir()} | {"reference"}):
        if layer not in table:
            fault(ROOT / "src" / layer, 0, "a folder without a row in ARCHITECTURE.md's layer table")
            continue
        for path in sources(ROOT / "reference" if layer == "reference" else ROOT / "src" / layer):
            files += 1
            check_file(path, layer, table)
    for path in sources(ROOT / "bench"):
        if len(path.read_text(encoding="utf8").splitlines()) > LONGEST_FILE:
            fault(path, LONGEST_FILE, f"more than {LONGEST_FILE} lines")
    check_rooms()
    if options.build:
        check_links(options.build, table)
    print("\n".join(faults) if faults else f"layers: {files} files keep to the table")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
