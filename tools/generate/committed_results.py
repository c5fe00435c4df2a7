#!/usr/bin/env python3
"""The results that travel inside the program, so that the studio's room of evidence can show them: evidence/results/.

    tools/generate/committed_results.py CLAIMS@COMMIT VALIDATION@COMMIT
                  two finished folders, of `claims run --all` and of `validate`, each with the commit its program was built from

    tools/generate/committed_results.py - VALIDATION@COMMIT
                  the validation alone; the claims stay as they are

Each is asked once more with --resume --json, which recomputes nothing that is still valid, and written with that commit and the day.
"""
import datetime
import json
import os
import pathlib
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
import model_tables as m  # noqa: E402

PROGRAM = os.environ.get("BOWLBY", m.ROOT / "build/bowlby")
LIMIT = 1 << 20


def ask(*words):
    return json.loads(subprocess.run([PROGRAM, *words], check=True, capture_output=True, text=True).stdout)


def write(name, found, rows, commit, **more):
    """One row a line, so that a renewal reads as a change of rows."""
    head = {"date": datetime.date.today().isoformat(), "commit": commit, **more}
    found = {**{k: v for k, v in found.items() if k != rows}, **head, rows: found[rows]}
    parts = [f"{json.dumps(k)}: " + ("[\n" + ",\n".join(json.dumps(r, ensure_ascii=False) for r in v) + "\n]" if k == rows
                                     else json.dumps(v, ensure_ascii=False)) for k, v in found.items()]
    text = "{" + ",\n".join(parts) + "}\n"
    if len(text.encode()) > LIMIT:
        raise SystemExit(f"{name}: {len(text.encode())} bytes, more than the {LIMIT} the server reads")
    path = m.ROOT / "evidence/results" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    print(f"wrote {path.relative_to(m.ROOT)}, {len(found[rows])} rows, {len(text.encode()) // 1024} KiB")


def main():
    if len(sys.argv) != 3 or not all("@" in word for word in sys.argv[1:] if word != "-"):
        print(__doc__)
        return 64
    (claims, _, claims_at), (validation, _, validation_at) = (word.rpartition("@") for word in sys.argv[1:])
    scale = float(os.environ.get("SCALE", 1))
    if claims_at != "-":
        write("claims.json", ask("claims", "run", "--all", "--resume", "--output", claims, "--json", "--quiet"), "claims", claims_at)
    write("validation.json", ask("validate", "--resume", "--output", validation, "--json", "--quiet", "--scale", str(scale)), "rows", validation_at, scale=scale)
    return 0


if __name__ == "__main__":
    sys.exit(main())
