#!/usr/bin/env bash
# The tests under a sanitizer.
#   tools/check/sanitize.sh asan    addresses and undefined behaviour: the engine, the readers and the doors' library code
#   tools/check/sanitize.sh tsan    data races: whatever runs on several threads (population, studies, server)
# Only the layers where such faults can live are built: headers that compute (num, model) are seen through them. Of the
# race checker's tests only those run that use several threads; it slows the rest twentyfold for nothing.
set -euo pipefail
cd "$(dirname "$0")/../.."
filter='*'
case "${1:-}" in
  asan) targets=(test_unit_population test_unit_studies test_unit_instruments test_unit_evidence test_unit_io test_unit_report test_unit_server) ;;
  tsan) targets=(test_unit_population test_unit_studies test_unit_server)
        filter='Bits.DoNot*:Checkpoint.Continues*:Survey.SameRows*:Survey.BeingSeen*:Jobs.*:Serving.*' ;;
  *) echo "usage: tools/check/sanitize.sh asan|tsan" >&2; exit 64 ;;
esac
export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1 UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
export TSAN_OPTIONS="halt_on_error=1:second_deadlock_stack=1:suppressions=$PWD/tools/check/tsan.supp"
cmake --preset "$1" --log-level=WARNING
cmake --build --preset "$1" --target "${targets[@]}" -- -j "${JOBS:-$(nproc)}"
for target in "${targets[@]}"; do
  echo "== $1 $target"
  "build-$1/$target" --gtest_brief=1 --gtest_filter="$filter"
done
