#!/usr/bin/env python3
"""Makes what tools/fit/local_fit.py found the defaults: the parameter table and the set parameters/calibrated-DATE.yaml.

    tools/fit/adopt_fit.py OUT DATE --runs 90     OUT as given to the fit; the fit's program is of the last commit

Rows that were not fitted take the first guess. What follows from the defaults (pages, digests, results) is renewed by the
tools that write it (CONTRIBUTING, "Publish it").
"""
import hashlib
import pathlib
import re
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
import local_fit  # noqa: E402
import model_tables as m  # noqa: E402

TABLE = m.ROOT / "src/model/parameter_rows.hpp"
HEAD = """# The fit near home (docs/calibration.md), and the defaults of the parameter table.
name: calibrated-{date}
title: The fit near home; the defaults
says: >
  The best point within a fifth of the first guesses by straight lines through {runs} runs, for the calibrate targets that
  count and four relations that no fit may break. The parameter table has these values, so a run without a set is a run
  under this one.
made_by: tools/fit/local_fit.py ({commit})
command: tools/fit/local_fit.py out/local --runs {runs}
seed: {seed}
digest: {digest}

parameters:
{values}
# quantiles along the lines, within the small box
posterior:
{posterior}"""


def main():
    if len(sys.argv) < 5 or sys.argv[3] != "--runs":
        print(__doc__)
        return 64
    out, date, runs = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[4]
    block, posterior = (out / "local.yaml").read_text().split("posterior:\n")
    fitted = dict(re.findall(r"^  (\w+): (\S+)", block, re.M))
    rows = TABLE.read_text()
    for name, value in {**m.first_guesses(), **fitted}.items():
        rows, changed = re.subn(rf'(X\({name},\s*"[^"]*",\s*)([-\d.e]+)(,)', lambda row: row[1] + m.number(value) + row[3], rows)
        if changed != 1:
            raise m.Malformed(f"{TABLE.name}: {changed} rows are called {name}")
    commit = subprocess.run(["git", "log", "-1", "--format=%h"], cwd=m.ROOT, check=True, capture_output=True, text=True).stdout.strip()
    digest = hashlib.sha256((out / f"runs-{runs}.json").read_bytes()).hexdigest()[:16]
    values = "".join(f"  {name}: {m.number(value)}\n" for name, value in fitted.items())
    (m.ROOT / f"parameters/calibrated-{date}.yaml").write_text(HEAD.format(
        date=date, runs=runs, seed=local_fit.SEED, commit=commit, digest=digest, values=values, posterior=posterior))
    TABLE.write_text(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
