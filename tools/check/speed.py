#!/usr/bin/env python3
"""How fast the model and the reference kernel are beside the naive program, held against what was recorded.

    tools/check/speed.py [--program build/bowlby_bench]    measure; exit 1 where a ratio fell below 80 % of the recorded
    tools/check/speed.py --line FILE                       judge the last line of a sitting that is over
    tools/check/speed.py --renew                           measure, and write the ratios down (say why in CHANGELOG.md)

Both sides of a ratio are measured in turn within one program, by processor time, so that the machine's speed cancels
out. The recorded ratios stand in bench/results/ratios.json by instruction set; one that is not there is not judged.
"""
import argparse
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLE = ROOT / "bench/results/ratios.json"
LEAST = 0.8  # of the recorded ratio: two sittings on a busy machine differ by up to a tenth
RATIOS = ("full_over_naive", "kernel_over_naive")
SITTING = ("--people", "20000", "--days", "200", "--rounds", "3")


def last_line(text):
    return json.loads(text.strip().splitlines()[-1])


def judge(measured, recorded):
    """The lines to print, and whether all is well."""
    told, well = [], True
    for name in RATIOS:
        is_now, was = measured[name], recorded.get(measured["isa"], {}).get(name)
        if was is None:
            told.append(f"-       {name} {is_now:.2f}, nothing recorded for {measured['isa']}")
            continue
        enough = is_now >= LEAST * was
        well &= enough
        told.append(f"{'ok     ' if enough else 'SLOWER '} {name} {is_now:.2f}, recorded {was:.2f}, least {LEAST * was:.2f}")
    return told, well


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=ROOT / "build/bowlby_bench")
    parser.add_argument("--line", type=pathlib.Path)
    parser.add_argument("--renew", action="store_true")
    options = parser.parse_args()
    sit = lambda: last_line(subprocess.run([options.program, *SITTING], check=True, capture_output=True, text=True).stdout)
    measured = last_line(options.line.read_text()) if options.line else sit()
    recorded = json.loads(TABLE.read_text()) if TABLE.exists() else {}
    if options.renew:
        recorded[measured["isa"]] = {name: round(measured[name], 2) for name in RATIOS}
        TABLE.write_text(json.dumps(recorded, indent=2, sort_keys=True) + "\n")
    told, well = judge(measured, recorded)
    if not well and not options.line:  # what came between once, comes seldom twice
        print("\n".join(told) + "\nslower than recorded: a second sitting decides")
        told, well = judge(sit(), recorded)
    print("\n".join(told))
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
