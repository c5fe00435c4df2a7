#!/usr/bin/env bash
# The packages for Python and R against the program, and the commands of docs/python.md, docs/r.md and
# docs/preregistration.md as they stand there.
# R is large and no part of the build: where it is missing, its half is skipped, and that is said (2026-11-29).
# Usage: tools/check/packages.sh PROGRAM python|r|shell
set -euo pipefail
cd "$(dirname "$0")/../.."
export BOWLBY=$(realpath "$1")
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The block of a page that follows the mark <!-- run: NAME -->.
block() { awk -v mark="<!-- run: $2 -->" '$0 == mark {on = 1; next} on && /^```/ {if (inside) exit; inside = 1; next} inside' "$1"; }

case "$2" in
  python)
    python3 -m unittest -q python/tests/test_bowlby.py
    block docs/python.md python >"$work/page.py"
    [ -s "$work/page.py" ] || { echo "docs/python.md has no block to run"; exit 1; }
    out=$(cd "$work" && PYTHONPATH=$root/python python3 page.py)
    echo "$out"
    grep -q "^own distress: " <<<"$out" && grep -q "^partner's distress: " <<<"$out"
    ;;
  r)
    if ! command -v Rscript >/dev/null || ! Rscript -e 'library(RSQLite)' >/dev/null 2>&1; then
      echo "skipped: R or its package RSQLite is not installed"
      exit 77
    fi
    mkdir "$work/lib"
    R CMD INSTALL --no-test-load --library="$work/lib" r >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
    export R_LIBS=$work/lib
    Rscript r/tests/functions.R
    block docs/r.md r >"$work/page.R"
    [ -s "$work/page.R" ] || { echo "docs/r.md has no block to run"; exit 1; }
    (cd "$work" && Rscript page.R && [ -s diary.svg ])
    ;;
  shell)
    block docs/preregistration.md shell >"$work/page.sh"
    [ -s "$work/page.sh" ] || { echo "docs/preregistration.md has no block to run"; exit 1; }
    mkdir "$work/bin"
    ln -s "$BOWLBY" "$work/bin/bowlby"
    (cd "$work" && PATH=$work/bin:$PATH bash -euo pipefail page.sh)
    for file in sweep/picture.svg sample_csv/wide.csv sheet.md data_csv/long.csv sweep.zip sample.zip; do
      [ -s "$work/$file" ] || { echo "docs/preregistration.md: no $file came out"; exit 1; }
    done
    ;;
  *) echo "usage: tools/check/packages.sh PROGRAM python|r|shell" >&2; exit 64 ;;
esac
