#!/usr/bin/env bash
# Every fuzzer for some seconds each, from its committed seeds:  tools/check/fuzz.sh [SECONDS]
# A find is left in build-fuzz/finds/ and fails the run; give the file to the fuzzer again to see it.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-60}
targets=$(sed -n 's/^foreach(target \(.*\))$/\1/p' tests/fuzz/CMakeLists.txt)
[ -n "$targets" ] || { echo "tests/fuzz/CMakeLists.txt names no target" >&2; exit 70; }
cmake --preset fuzz --log-level=WARNING
mkdir -p build-fuzz/finds
for target in $targets; do
  cmake --build --preset fuzz --target "fuzz_$target" -- -j "${JOBS:-$(nproc)}"
  mkdir -p "build-fuzz/corpus/$target"  # new inputs gather here, not in the tree
  echo "== fuzz $target, $seconds s"
  "build-fuzz/fuzz_$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 -verbosity=0 \
    -artifact_prefix=build-fuzz/finds/ "build-fuzz/corpus/$target" "tests/fuzz/corpus/$target"
done
