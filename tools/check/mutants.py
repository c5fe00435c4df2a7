#!/usr/bin/env python3
"""Faults put into a copy of the theory's code on purpose, one at a time, and whether the tests notice.

    tools/check/mutants.py                  200 mutants; writes tests/conformance/mutants.md      (about 80 minutes of processor)
    tools/check/mutants.py --verdicts FILE  keeps each verdict in FILE as it falls; what stands there is not tried again
    tools/check/mutants.py --sample 12      a dozen of those that the report says fall to conformance, limits and property
                                            tests; only these tests are built; writes nothing; exit 1 if one lives
    tools/check/mutants.py --only 17 --keep DIR    one mutant, whose copy stays in DIR to look at

A mutant is one mechanical fault in src/model or src/population: a sign, a dropped term, factor or line, a condition the
other way round, a swapped index, role or parameter, a wrong number, a day too late. All of them are compiled into one
program at once, each behind a switch that the environment turns on, so that a mutant costs a run and not a build. Which
lines are struck follows from their text alone, so a mutant keeps its name while its line stands.

First conformance, limits and property tests judge it, then, if it lives, the unit tests of model and population.
Survivors need a reason in tests/conformance/survivors.tsv.
"""
import argparse
import collections
import concurrent.futures
import hashlib
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
REPORT = ROOT / "tests/conformance/mutants.md"
REASONS = ROOT / "tests/conformance/survivors.tsv"
JUDGES = ["test_conformance", "test_property", "test_limits"]  # the quick ones first
OTHERS = ["test_unit_model", "test_unit_population"]
MODEL_ONLY = {"test_property", "test_limits", "test_unit_model"}  # programs without a population
MOST_SECONDS = 240  # processor time of one test program, limits take 30; a mutant that hangs is noticed

SWITCH = r"""#pragma once
#include <cstdlib>
namespace bowlby_mutant {
inline const int which = [] { const char* s = std::getenv("BOWLBY_MUTANT"); return s ? std::atoi(s) : -1; }();
inline bool on(int n) { return which == n; }
inline int sign(int n) { return on(n) ? -1 : 1; }
inline int kept(int n) { return on(n) ? 0 : 1; }
inline int late(int n) { return on(n) ? 1 : 0; }
inline double scale(int n) { return on(n) ? 1.3 : 1.0; }
inline bool flip(int n, bool x) { return x != on(n); }
inline int index(int n, int i) { return on(n) ? i ^ 1 : i; }
template <class T> T factor(int n, T x) { return on(n) ? T(1) : x; }
template <class T> T other(int n, T a, T b) { return on(n) ? b : a; }
template <class A, class B> auto max(int n, A a, B b) { return (a > b) != on(n) ? a : b; }
template <class A, class B> auto min(int n, A a, B b) { return (a < b) != on(n) ? a : b; }
}
"""


class Fault:
    """Kind of fault: what it is called, where it strikes (a group named `at` is replaced), and with what."""

    def __init__(self, name, pattern, put):
        self.name, self.pattern, self.put = name, re.compile(pattern), put


OPERAND = r"[A-Za-z_][\w.]*(?:\((?:[^()]|\([^()]*\))*\)|\[\w+\])*"
NAMES = re.findall(r"^X\((\w+),", (ROOT / "src/model/parameter_rows.hpp").read_text(encoding="utf8"), re.M)


def next_parameter(name):
    return NAMES[(NAMES.index(name) + 1) % len(NAMES)]


ROLES = {"mother": "father", "father": "mother", "partner": "ex_partner", "ex_partner": "partner", "carer": "mother",
         "friend_a": "friend_b", "friend_b": "friend_a", "therapist": "carer"}
FAULTS = [
    Fault("sign", r"(?<=[\w)\]]) [+-] (?P<at>)(?=[\w(.])", lambda n, m: f"bowlby_mutant::sign({n}) * "),
    Fault("dropped term", r"(?<=[\w)\]]) [+-] (?P<at>)(?=[\w(.])", lambda n, m: f"bowlby_mutant::kept({n}) * "),
    Fault("dropped factor", rf"(?<=[\w)\]]) \* (?P<at>{OPERAND})(?=[ ;,)])", lambda n, m: f"bowlby_mutant::factor({n}, {m['at']})"),
    Fault("wrong number", r"(?<=[ (,{])(?P<at>\d*\.\d+)(?=[ ;,)}])", lambda n, m: f"({m['at']} * bowlby_mutant::scale({n}))"),
    Fault("other parameter", r"(?<![\w.])(?P<at>p\.(?P<name>[a-z_]+))(?=[ ;,)])",
          lambda n, m: f"bowlby_mutant::other({n}, p.{m['name']}, p.{next_parameter(m['name'])})"),
    Fault("least for most", r"(?<![\w:])(?P<at>num::max\()", lambda n, m: f"bowlby_mutant::max({n}, "),
    Fault("most for least", r"(?<![\w:])(?P<at>num::min\()", lambda n, m: f"bowlby_mutant::min({n}, "),
    Fault("swapped index", r"(?<=\w\[)(?P<at>\d)(?=\])", lambda n, m: f"bowlby_mutant::index({n}, {m['at']})"),
    Fault("other role", r"(?<=[( ])(?P<at>Role::(?P<name>\w+))(?=[),])",
          lambda n, m: f"bowlby_mutant::other({n}, Role::{m['name']}, Role::{ROLES[m['name']]})"),
    Fault("a day late", r"(?P<at>\bw\.today\(\))(?=[ ;,)])", lambda n, m: f"(w.today() + bowlby_mutant::late({n}))"),
    Fault("condition turned", r"^\s*(?:\} else )?if \((?P<at>(?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)(?= )",
          lambda n, m: f"bowlby_mutant::flip({n}, static_cast<bool>({m['at']}))"),
    Fault("condition turned", rf"(?<=[(=] )(?P<at>{OPERAND} (?:<|>|<=|>=|==|!=) [\w.]+)(?= \?)",
          lambda n, m: f"bowlby_mutant::flip({n}, {m['at']})"),
    Fault("dropped line", r"^\s+(?P<at>)(?:[\w.\[\]]|->)+ (?:\+|\*|-)?= [^=;{}]+;$", lambda n, m: f"if (!bowlby_mutant::on({n})) "),
]
NO_CODE = re.compile(r"^\s*(//|#|static_assert|template|case |using |struct |class |enum )|constexpr|^\S|operator|for \(|"
                     r"auto& |\[&|\[this|= \{|return \{|> \w+\[|begin|end\(|until - from")


def sources():
    model = sorted((ROOT / "src/model").rglob("*.hpp"))
    left_out = {"state.hpp", "lists.hpp", "parameters.hpp", "parameter_rows.hpp", "edges.hpp", "draws.hpp"}
    chosen = [p for p in model if p.name not in left_out and "limits" not in p.parts]
    population = ["month", "families", "people", "meetings", "trial", "study_events", "world"]
    chosen += [ROOT / f"src/population/{name}.cpp" for name in population]
    return chosen + [ROOT / "src/population/isa" / name for name in ("day_kernel.cpp", "moment_rows.hpp")]


class Mutant:
    def __init__(self, path, line, fault, match, text):
        self.path, self.line, self.fault, self.match, self.text = path, line, fault, match, text.strip()
        self.place = str(path.relative_to(ROOT))
        self.number = None

    def key(self, occurrence):
        return hashlib.sha256(f"{self.place}|{self.text}|{self.fault.name}|{occurrence}".encode()).hexdigest()

    def name(self):
        return f"{self.place} | {self.fault.name} at {self.match.start('at') - len(self.match.string) + len(self.text)} | {self.text}"


def candidates():
    found = []
    for path in sources():
        before = ""
        for i, line in enumerate(path.read_text(encoding="utf8").split("\n")):
            code, goes_on = line.split(" //")[0].rstrip(), before.endswith((",", "="))
            before = code
            if NO_CODE.search(code) or '"' in code:
                continue
            for fault in FAULTS:
                if goes_on and fault.name == "dropped line":  # the rest of a declaration is no statement
                    continue
                for match in fault.pattern.finditer(code):
                    if "name" in match.groupdict() and fault.name == "other parameter" and match["name"] not in NAMES:
                        continue
                    found.append(Mutant(path, i, fault, match, code))
    return found


def choose(count):
    """By turns from every kind of fault and every file, in the order of a hash of the text: at most one per line and kind."""
    seen, ranked = collections.Counter(), []
    for m in candidates():
        seen[m.name()] += 1
        ranked.append((m.key(seen[m.name()]), m))
    ranked.sort(key=lambda r: r[0])
    piles = collections.defaultdict(list)
    for _, m in ranked:
        piles[(m.fault.name, m.place)].append(m)
    order = sorted(piles, key=lambda pile: hashlib.sha256("|".join(pile).encode()).hexdigest())
    chosen, lines = [], set()
    while len(chosen) < count and any(piles.values()):
        for pile in order:
            while piles[pile]:
                m = piles[pile].pop(0)
                if (m.path, m.line) in lines:  # two switches in one line might stand in each other's way
                    continue
                lines.add((m.path, m.line))
                chosen.append(m)
                break
    chosen = chosen[:count]
    for number, m in enumerate(chosen, 1):
        m.number = number
    return chosen


def plant(mutants, copy):
    """The copy of the sources in which every mutant waits behind its switch."""
    for folder in ("src", "tests", "reference", "cmake", "evidence", "parameters", "studies", "studio"):
        kept_out = shutil.ignore_patterns("node_modules", "dist") if folder == "studio" else None
        shutil.copytree(ROOT / folder, copy / folder, ignore=kept_out)
    for name in ("CMakeLists.txt", "CMakePresets.json", "VERSION", "CITATION.cff"):
        shutil.copy(ROOT / name, copy / name)
    (copy / "src/mutant.hpp").write_text(SWITCH)
    by_file = collections.defaultdict(list)
    for m in mutants:
        by_file[m.path].append(m)
    for path, there in by_file.items():
        lines = path.read_text(encoding="utf8").split("\n")
        for m in there:
            old, (a, b) = lines[m.line], m.match.span("at")
            lines[m.line] = old[:a] + m.fault.put(m.number, m.match) + old[b:]
        first = next(i for i, line in enumerate(lines) if line.startswith(("#include", "#pragma once")))
        lines.insert(first + 1, '#include "mutant.hpp"')
        (copy / path.relative_to(ROOT)).write_text("\n".join(lines), encoding="utf8")
    (copy / "cmake/warnings.cmake").write_text("add_library(bowlby_warnings INTERFACE)\n")


def build(copy, programs, jobs):
    log = copy / "build.log"
    with open(log, "w", encoding="utf8") as out:
        for command in (["cmake", "-S", str(copy), "-B", str(copy / "build"), "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release",
                         "-DBOWLBY_BENCH=OFF", "-DCMAKE_CXX_FLAGS_RELEASE=-O1 -DNDEBUG", "-DCMAKE_CXX_FLAGS=-w"],
                        ["cmake", "--build", str(copy / "build"), "-j", str(jobs), "--target", *programs]):
            if subprocess.run(command, stdout=out, stderr=subprocess.STDOUT, check=False).returncode:
                sys.exit("mutants: the copy does not build\n" + "\n".join(
                    line for line in log.read_text(encoding="utf8").splitlines() if "error" in line)[:4000])


def failed(copy, program, number):
    """The first test that fails, or None. A crash and a test without end are failures."""
    limit = lambda: resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 5))
    run = subprocess.run([str(copy / "build" / program), "--gtest_fail_fast", "--gtest_brief=1"], capture_output=True, text=True,
                         env={**os.environ, "BOWLBY_MUTANT": str(number)}, preexec_fn=limit, check=False)
    if run.returncode == 0:
        return None
    if run.returncode == -signal.SIGXCPU:
        return f"{program.removeprefix('test_')}: without end"
    first = re.search(r"^\[  FAILED  \] ([\w./]+)", run.stdout, re.M)
    return f"{program.removeprefix('test_')}: {first[1]}" if first else f"{program.removeprefix('test_')}: crashed"


def judge(copy, number, programs, place=""):
    for program in programs:
        if place.startswith("src/population/") and program in MODEL_ONLY:
            continue
        if found := failed(copy, program, number):
            return found
    return None


def fallen_before(mutants):
    """Those of whom the committed report says that conformance, limits or property tests noticed them."""
    if not REPORT.is_file():
        sys.exit("mutants: a sample is taken of the report, and there is none yet; run tools/check/mutants.py first")
    rows = re.findall(r"^\| (\S+) \| ([a-z ]+) \| `(.*)` \| (?:conformance|property|limits): ", REPORT.read_text(encoding="utf8"), re.M)
    known = {(place, fault, text.replace(chr(92) + "|", "|")) for place, fault, text in rows}
    return [m for m in mutants if (m.place, m.fault.name, m.text) in known]


def kept_verdicts(path):
    """Verdicts by name of an earlier, perhaps unfinished, call."""
    if not path or not path.is_file():
        return {}
    rows = [line.split("\t", 1) for line in path.read_text(encoding="utf8").splitlines()]
    return {name: None if verdict == "LIVES" else verdict for verdict, name in rows}


def reasons():
    if not REASONS.is_file():
        return {}
    rows = [line.split("\t") for line in REASONS.read_text(encoding="utf8").splitlines()[1:] if line]
    return {row[0]: row[1] for row in rows}


def report(mutants, verdicts, explained):
    by_judges = [m for m in mutants if verdicts[m.number] and not verdicts[m.number].startswith("unit_")]
    by_others = [m for m in mutants if verdicts[m.number] and verdicts[m.number].startswith("unit_")]
    alive = [m for m in mutants if not verdicts[m.number]]
    total = len(mutants)
    out = ["# Mutants", "", "Written by `tools/check/mutants.py`. One mechanical fault at a time in `src/model` and `src/population`, and the first",
           "test that noticed it.", "",
           f"- {total} mutants; {len(by_judges)} ({100 * len(by_judges) / total:.0f} %) fall to conformance, limits and property tests,",
           f"  {len(by_others)} more to the unit tests of model and population, together {100 * (total - len(alive)) / total:.0f} %",
           f"- {len(alive)} live", ""]
    kinds = collections.Counter(m.fault.name for m in mutants)
    dead = collections.Counter(m.fault.name for m in mutants if verdicts[m.number])
    out += ["| kind of fault | mutants | noticed |", "|---|---|---|"]
    out += [f"| {kind} | {n} | {dead[kind]} |" for kind, n in sorted(kinds.items())]
    out += ["", "## Who lives, and why", "", "| file | fault | line | reason |", "|---|---|---|---|"]
    out += [f"| {m.place} | {m.fault.name} | `{m.text.replace('|', chr(92) + '|')}` | {explained.get(m.name(), 'not explained yet')} |" for m in alive]
    out += ["", "## All", "", "| file | fault | line | noticed by |", "|---|---|---|---|"]
    out += [f"| {m.place} | {m.fault.name} | `{m.text.replace('|', chr(92) + '|')}` | {verdicts[m.number] or '-'} |"
            for m in sorted(mutants, key=lambda m: (m.place, m.line))]
    REPORT.write_text("\n".join(out) + "\n", encoding="utf8")


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--count", type=int, default=200, help="how many to choose (200)")
    ask.add_argument("--sample", type=int, help="judge this many of them, evenly spread, and write nothing")
    ask.add_argument("--only", type=int, help="judge this one")
    ask.add_argument("--list", action="store_true", help="name them and end")
    ask.add_argument("--jobs", type=int, default=os.cpu_count())
    ask.add_argument("--keep", type=pathlib.Path, help="leave the copy here")
    ask.add_argument("--verdicts", type=pathlib.Path, help="keep verdicts here, and do not ask again for those that stand here")
    a = ask.parse_args()
    mutants = choose(a.count)
    if a.list:
        print("\n".join(f"{m.number}\t{m.name()}" for m in mutants))
        return
    tried = mutants
    if a.sample:
        fallen = fallen_before(mutants)
        tried = fallen[::max(1, len(fallen) // a.sample)][:a.sample]
        if len(tried) < a.sample:
            sys.exit(f"mutants: the report knows only {len(fallen)} of the present ones; run tools/check/mutants.py anew")
    if a.only:
        tried = [m for m in mutants if m.number == a.only]
    programs = JUDGES if a.sample else JUDGES + OTHERS
    before = kept_verdicts(a.verdicts)
    verdicts = {m.number: before[m.name()] for m in tried if m.name() in before}
    left_over = [m for m in tried if m.number not in verdicts]
    with tempfile.TemporaryDirectory(prefix="mutants-") as scratch:
        copy = a.keep or pathlib.Path(scratch) / "copy"
        copy.mkdir(parents=True, exist_ok=bool(a.keep))
        if not (copy / "build").is_dir():
            plant(mutants, copy)
        build(copy, programs, a.jobs)
        if found := judge(copy, -1, programs):
            sys.exit(f"mutants: with no mutant awake {found} fails already")
        began, had = time.monotonic(), len(verdicts)
        with concurrent.futures.ThreadPoolExecutor(a.jobs) as pool:
            for m, verdict in zip(left_over, pool.map(lambda m: judge(copy, m.number, programs, m.place), left_over)):
                verdicts[m.number] = verdict
                if a.verdicts:
                    with open(a.verdicts, "a", encoding="utf8") as kept:
                        kept.write(f"{verdict or 'LIVES'}\t{m.name()}\n")
                left = (time.monotonic() - began) / (len(verdicts) - had) * (len(tried) - len(verdicts))
                print(f"{len(verdicts)} of {len(tried)}, about {left / 60:.0f} min left: {verdict or 'LIVES'}: {m.name()}", flush=True)
    explained = reasons()
    alive = [m for m in tried if not verdicts[m.number]]
    print(f"mutants: {len(tried) - len(alive)} of {len(tried)} are noticed")
    if not a.sample and not a.only:
        report(mutants, verdicts, explained)
    unexplained = [m.name() for m in alive if m.name() not in explained]
    print("\n".join(f"lives without a reason: {name}" for name in unexplained))
    sys.exit(1 if unexplained else 0)


if __name__ == "__main__":
    main()
