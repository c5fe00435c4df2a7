#!/usr/bin/env bash
# The cheap checks, seconds in all: rules of text, layers, ids, formatting, spelling. All run; the exit code tells.
set -uo pipefail
cd "$(dirname "$0")/../.."
failed=0
check() {
  local name=$1
  shift
  if "$@"; then echo "ok      $name"; else echo "FAILED  $name"; failed=1; fi
}
formatting() {
  git ls-files '*.cpp' '*.hpp' | xargs clang-format-14 --dry-run --Werror 2>&1 | grep 'error:' | cut -d: -f1 | sort | uniq -c
  [ "${PIPESTATUS[1]}" = 0 ]
}
spelling() {
  codespell --quiet-level=2 --ignore-words=tools/check/words.txt \
    --skip='studio/package-lock.json,studio/node_modules,studio/dist,studio/fixtures,tests/fuzz/corpus,evidence/*.tsv,LICENSE,*.png' \
    $(git ls-files '*.md' '*.cpp' '*.hpp' '*.py' '*.sh' '*.yaml' '*.ts' '*.svelte' '*.mjs' '*.sql' Makefile)
}
check "rules of text" tools/check/text.py
check "layers" tools/check/layers.py ${1:+--build "$1"}
check "ids" tools/check/ids.py
check "counts" tools/check/counts.py
check "claim rules" tools/check/claim_rules.py
check "pages to read" tools/check/pages.py
check "equations" tools/generate/equations.py --check
check "theory sheets" tools/generate/theory_sheets.py --check
check "known failures" tools/generate/known_failures.py --check
check "what state pays for" tools/generate/state_pays.py --check
check "study pages" tools/generate/study_pages.py --check
check "api types" tools/generate/api_types.py --check
if command -v clang-format-14 >/dev/null; then check "formatting" formatting; else echo "skipped formatting: clang-format-14 is missing"; fi
if command -v codespell >/dev/null; then check "spelling" spelling; else echo "skipped spelling: codespell is missing"; fi
exit $failed
