#!/usr/bin/env python3
"""How many entries of evidence/claims/ do not keep the rules for tests yet (evidence/README.md). Prints the numbers; exits with 1
when one of them has grown beyond what is written here, so that they can only shrink.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
MOST = {"parts that cut more than two edges": 0, "parts without a placebo": 111}


def parts():
    """(claim and part, cut edges, whether it has a placebo) of every experiment."""
    for path in sorted((ROOT / "evidence/claims").glob("*.yaml")):
        claim, found = "", None
        for line in path.read_text(encoding="utf8").splitlines():
            if match := re.match(r"- id: (\w+)", line):
                claim = match[1]
            elif match := re.match(r"\s+cut: (.*)", line):
                if found:
                    yield found
                found = [f"{claim} ({path.name})", [e for e in re.split(r"[\[\], ]+", match[1]) if e], False]
            elif re.match(r"\s+placebo: ", line) and found:
                found[2] = True
        if found:
            yield found


def main():
    all_parts = list(parts())
    counts = {"parts that cut more than two edges": sum(len(cut) > 2 for _, cut, _ in all_parts),
              "parts without a placebo": sum(not placebo for *_, placebo in all_parts)}
    faults = [f"{counts[what]} {what}; at most {most} are left to mend" for what, most in MOST.items() if counts[what] > most]
    for fault in faults:
        print(f"evidence/claims: {fault}")
    print(f"claims: of {len(all_parts)} parts " + ", ".join(f"{n} {what.removeprefix('parts ').removeprefix('that ')}" for what, n in counts.items()))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
