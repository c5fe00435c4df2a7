#!/usr/bin/env python3
"""Makes what `bowlby calibrate --near` found the defaults: the parameter table and the set parameters/calibrated-DATE.yaml.

    tools/fit/adopt_fit.py OUT DATE [SHARE]     OUT: the folder of the fit; SHARE of the way from home, 1 if left out

A fit sees the targets and relations of its file alone. Where marks of lives break on the way to its place, a part of the way is taken.
Other rows stay. The set that was calibrated-... before is removed. What follows from the
defaults (pages, digests, results) is renewed by the tools that write it (CONTRIBUTING, "Publish it").
"""
import pathlib
import re
import sys

sys.dont_write_bytecode = True
sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
import model_tables as m  # noqa: E402

TABLE = m.ROOT / "src/model/parameter_rows.hpp"
HEAD = """# The fit near home (docs/calibration.md), and the defaults of the parameter table.
name: calibrated-{date}
title: The fit near home; the defaults
says: >
  {share:.0%} of the way from where the fit started ({home}) to the best place within a fifth of it, by straight lines
  through runs, for the calibrate targets that count and the relations that no fit may break. The parameter table has these values, so a run
  without a set is a run under this one. Rows that were not fitted stand where the fit started.
"""


def main():
    if len(sys.argv) not in (3, 4):
        print(__doc__)
        return 64
    out, date, share = pathlib.Path(sys.argv[1]), sys.argv[2], float((sys.argv + ["1"])[3])
    start = re.search(r"^near:.*?parameter_set: (\w+)", m.read("studies/calibration.yaml"), re.M | re.S)[1]
    home = m.parameter_set(f"parameters/{start}.yaml")
    text = (out / "calibrated.yaml").read_text()
    fitted = dict(re.findall(r"^  (\w+): (\S+)", text.partition("\nparameters:\n")[2], re.M))
    fitted = {name: m.number(float(home[name]) + share * (float(value) - float(home[name]))) for name, value in fitted.items()}
    rows = TABLE.read_text()
    for name, value in fitted.items():
        rows, changed = re.subn(rf'(X\({name},\s*"[^"]*",\s*)([-\d.e]+)(,)', lambda row: row[1] + m.number(value) + row[3], rows)
        if changed != 1:
            raise m.Malformed(f"{TABLE.name}: {changed} rows are called {name}")
    for old in (m.ROOT / "parameters").glob("calibrated-*.yaml"):
        old.unlink()
    body = text[text.index("made_by:"):]
    body = re.sub(r"^  (\w+): (\S+)$", lambda row: f"  {row[1]}: {fitted.get(row[1], row[2])}", body, flags=re.M)
    (m.ROOT / f"parameters/calibrated-{date}.yaml").write_text(HEAD.format(date=date, share=share, home=start) + body)
    TABLE.write_text(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
