#!/usr/bin/env bash
# The long form of every test that kills, starves, crowds or spies on the program, one after the other; each prints its
# counts in lines that begin with ##, and they are printed again at the end. Usage: tools/check/endurance.sh [build folder]
set -uo pipefail
cd "$(dirname "$0")/../.."
build=${1:-build}
export BOWLBY_ENDURANCE=full
# A killed program loses nothing that the system has taken, so memory does as well as a disk and is not waited for.
[ -z "${TMPDIR:-}" ] && [ -w /dev/shm ] && export TMPDIR=/dev/shm
log=$(mktemp)
trap 'rm -f "$log"' EXIT

passed=0 failed=0
part() {
  local program=$1 filter=$2 began=$SECONDS
  local list
  list=$("$build/$program" --gtest_list_tests --gtest_filter="$filter" | grep -c '^  ')
  if [ "$list" -eq 0 ]; then  # a name that has changed is no test that holds
    echo "## $program $filter: no such test" | tee -a "$log"
    failed=$((failed + 1))
    return
  fi
  "$build/$program" --gtest_filter="$filter" 2>&1 | tee -a "$log" | grep --line-buffered -v '^\[ *\(RUN\|---\|===\)'
  local code=${PIPESTATUS[0]}
  if [ "$code" -gt 1 ]; then  # 1: tests failed, which are counted below
    echo "## $program $filter: came to a bad end, not all tests were run" | tee -a "$log"
    failed=$((failed + 1))
  fi
  echo "-- $program $filter: $((SECONDS - began)) s"
}

part test_endurance '*'
part test_doors 'TwoAtOnce.*:RunDoor.*FullDisk*:SweepDoor.Killed*'
part test_determinism 'Resume*'
part test_unit_notebook 'Sealed.*:BookOnDisk.*'
part test_unit_app 'Resume.ACheckpointOfAnotherBuildIsRefused'
part test_server 'StudioDoor.ABrowserIsStarted*:StudioDoor.Killed*:Hostile.StrangersWhoNeverReadHoldNobodyUp'

passed=$(grep -c '^\[ *OK \]' "$log")
failed=$((failed + $(grep -c '^\[ *FAILED *\].*\(ms)\|TestSuite\)$' "$log")))
skipped=$(grep -c '^\[ *SKIPPED *\].*ms)$' "$log")
echo
grep '^##' "$log"
echo "endurance: $passed tests passed, $failed failed, $skipped skipped, in $(((SECONDS + 59) / 60)) minutes"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
