#!/usr/bin/env bash
# Makes the pictures of the README and the manual from real runs: tools/pictures/pictures.sh [FOUNDERS]
set -euo pipefail
cd "$(dirname "$0")/../.."
founders=${1:-2000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
build/bowlby run studies/generations.yaml --people "$founders" --quiet --output "$work/generations"
build/bowlby run studies/rearing.yaml --quiet --output "$work/rearing"
shoot() {  # run section picture
  node tools/pictures/screenshot.mjs "$work/$1/report.html" "$work/shots-$3" --widths 1280 --section "$2"
  cp "$work/shots-$3/report-1280-light.png" "docs/pictures/$3.png"
}
shoot generations shares report
shoot generations couples couples
shoot rearing arms rearing
