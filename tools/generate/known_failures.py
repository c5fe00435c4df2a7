#!/usr/bin/env python3
"""What docs/known_failures.md says of claims, held against the committed run (evidence/results/claims.json).

    tools/generate/known_failures.py            write its table of claims anew
    tools/generate/known_failures.py --check    exit 1 if that table is another, or if a row written by hand tells other numbers than the
                                       run it names; rows of an earlier run, by its digest, are history and are left alone
"""
import json
import pathlib
import re
import sys
import textwrap

sys.dont_write_bytecode = True
sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
import model_tables as m  # noqa: E402

PAGE = m.ROOT / "docs/known_failures.md"
RUN = m.ROOT / "evidence/results/claims.json"
BEGIN, END = "<!-- claims: written by tools/generate/known_failures.py -->\n", "<!-- end of claims -->\n"
RESTATED, OFFSET = "restated, not tested", "offset"
APART = ("set by the design", "by construction", "at raised strength only")
WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
         "fourteen", "fifteen", "sixteen"]


def number(x):
    """As the page writes it: +.06, -1.40."""
    text = f"{x:+.2f}"
    return text[0] + text[1:].removeprefix("0")


def listed(items):
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1]


def told(part, seeds):
    effect = f"{number(part['effect']['estimate'])}, {part['right']} of {seeds}"
    if part["verdict"] in (RESTATED, OFFSET) or "without the edge" in part["reason"]:
        effect += f"; without the edge {number(part['without_edge']['estimate'])}"
    return effect


def rows(claims, seeds):
    out = []
    for claim in claims:
        for part in claim["parts"]:
            if part["verdict"] != "holds":
                of = ", a rival" if claim["rivals"] else ""
                out.append(f"| {claim['id']}{of} | {part['says'] or claim['says']} | {told(part, seeds)} | {part['verdict'].split(',')[0]} |")
    return "".join(row + "\n" for row in out)


def kinds(run):
    """How hard the tests of the run were, if it tells."""
    n = run.get("counts")
    if not n:
        return "This run is older than the kinds of test (evidence/README.md): it does not tell fair tests from others, and an effect that turned " \
               "round without its edge counted as gone. The studio's room of evidence judges its numbers anew, as far as it has them."
    return f"By kind of test: {n['fair_hold']} claims have fair tests that hold, {n['fair_not']} fair tests that do not; between made groups " \
           f"{n['made_hold']} hold and {n['made_not']} do not; {n['set_by_design']} are set by the design, {n['by_construction']} are by construction, " \
           f"{n['raised_only']} were asked at raised strength only, {n['not_covered']} are not covered."


def block(run):
    by = {}
    for claim in run["claims"]:
        if claim["parts"] and not claim["sign_test"]:
            by.setdefault(claim["verdict"], []).append(claim["id"])
    heads = {}
    for h in run["headlines"]:
        heads.setdefault(h["verdict"], []).append(f"H{h['headline']}")
    of = sum(map(len, by.values()))
    holds = [h for h in heads.get("holds", [])]
    table = "| claim | what it says | mean effect, seeds with the right sign | verdict |\n|---|---|---|---|\n"
    text = f"`bowlby claims run --all` on {run['date']}, {run['seeds']} seeds, default parameters (digest {run['digest']}): of {of} claims " \
           f"with an experiment {len(by.get('holds', []))} hold, {len(by.get('not shown', []))} are not shown, {len(by.get(RESTATED, []))} are restated (there " \
           f"without their arrow, too), {len(by.get('rivals', []))} are rivals. {WORDS[len(holds)].capitalize()} headlines hold by runs"
    if "covered by tests" in heads:
        text += f", {listed(heads['covered by tests'])} by tests"
    missed = [h for verdict, names in heads.items() if verdict not in ("holds", "covered by tests") for h in names]
    text += f"; {listed(missed)} {'does' if len(missed) == 1 else 'do'} not hold" if missed else ""
    text = textwrap.fill(text + ".", 135) + "\n\n" + textwrap.fill(kinds(run), 135) + "\n\nOf the claims of headlines these do not hold, or not in all their parts:\n\n" + table
    text += rows([c for c in run["claims"] if c["headlines"] and not c["sign_test"]], run["seeds"])
    for verdict in ["not shown", RESTATED] + [v for v in (OFFSET, *APART) if v in by]:
        text += "\n" + textwrap.fill(f"{verdict.split(',')[0].capitalize()}: {', '.join(by.get(verdict, ['none']))}.", 135) + "\n"
    text += "\nSign tests for couples that do not hold, beside the claims:\n\n" + table
    return text + rows([c for c in run["claims"] if c["sign_test"]], run["seeds"])


def written_by_hand(page, run):
    """Faults of the rows `| C005, ... | before | now | verdict |`, if they are of the committed run."""
    named = re.search(r"digest ([0-9a-f]{16})\)?:?\n\n\| claim \| before \|", page)
    if not named:
        return ["the table of moved verdicts does not name its run (digest ...)"]
    if named[1] != run["digest"]:
        print(f"known failures: moved verdicts are of an earlier run ({named[1]}), which is history")
        return []
    claims = {c["id"]: c for c in run["claims"]}
    faults = []
    for row in re.findall(r"^\| C\d{3}, .*\|$", page, re.M):
        what, _, now, verdict = (cell.strip() for cell in row.strip("|").split("|"))
        claim = claims[what[:4]]
        effects = {number(p[k]["estimate"]) for p in claim["parts"] for k in ("effect", "without_edge")}
        rights = {str(p["right"]) for p in claim["parts"]}
        faults += [f"{what}: {x} is no effect of the run" for x in re.findall(r"[-+]\d*\.\d+", now) if x not in effects]
        faults += [f"{what}: {n} of {run['seeds']} is no count of the run" for n in re.findall(rf"(\d+) of {run['seeds']}", now) if n not in rights]
        verdicts = {claim["verdict"]} | {p["verdict"] for p in claim["parts"]}
        last = RESTATED if "restated" in verdict.split(",")[-1] else "not shown" if "not shown" in verdict.split(",")[-1] else "holds"
        faults += [] if last in verdicts else [f"{what}: the run says {claim['verdict']}"]
    return faults


def main():
    page, run = PAGE.read_text(), json.loads(RUN.read_text())
    head, begin, rest = page.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not (begin and end):
        print(f"{PAGE.name}: the marks of the table of claims are not there")
        return 1
    new = head + BEGIN + "\n" + block(run) + "\n" + END + tail
    if "--check" not in sys.argv:
        PAGE.write_text(new)
        return 0
    faults = written_by_hand(page, run)
    if new != page:
        faults.append("the table of claims is not that of evidence/results/claims.json; run tools/generate/known_failures.py")
    for fault in faults:
        print(f"{PAGE.name}: {fault}")
    if not faults:
        print(f"known failures: as the run {run['digest']} says")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
