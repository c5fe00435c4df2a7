# Thin doors over CMake presets and tools/: every target is a line or two you could type yourself.
#
#   make run                 install what is missing, build, run the main study, say where the report lies
#   make run STUDY=couples ARGS="--people 500 --seed 7"
#   make studio              install what is missing, build, open the studio in your browser
#   make test                install what is missing, build, run every test
#   make build               the program: build/bowlby
#   make bench               speed; the last line is JSON
#   make deps | deps-all     install what is missing (deps-all: also sanitizers, fuzzers, browser, linters)
#   make studio-check        types and tests of the report page and the studio's pages
#   make studio-e2e          the studio's rooms in a real browser against the real server
#   make endurance           killed and failed at every call that changes the disk; two at once; damage (an hour)
#   make oracle              installs R; the fits of plans against nlme, lme4, lavaan and MASS, SETS of each kind
#   make slurm               installs Slurm; sweeps, a plan and a calibration on a cluster of one node (five minutes)
#   make asan | tsan | fuzz  the tests under sanitizers; the fuzzers, FUZZ_SECONDS each
#   make format | tidy       clang-format in place; clang-tidy over everything
#   make checks              the cheap checks: layers, formatting, spelling, generated files
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
export PATH := $(CURDIR)/.cache/node/bin:$(PATH)

STUDY ?= generations
ARGS ?=
FUZZ_SECONDS ?= 60
SETS ?= 25
JOBS ?= $(shell nproc)

.DEFAULT_GOAL := build
.PHONY: build run test bench deps deps-test deps-all studio studio-check studio-e2e asan tsan fuzz endurance oracle slurm format tidy checks clean

deps:
	@tools/install_dependencies.sh

deps-test:
	@tools/install_dependencies.sh --test

deps-all:
	@tools/install_dependencies.sh --all

build: deps
	@cmake --preset release --log-level=WARNING
	@cmake --build --preset release --target bowlby -- -j $(JOBS)

# The folder is out/NAME, or out/NAME-2, out/NAME-3 ... : nothing is overwritten.
run: build
	@output=out/$(STUDY); n=1; \
	while [ -e "$$output" ]; do n=$$((n + 1)); output=out/$(STUDY)-$$n; done; \
	build/bowlby run studies/$(STUDY).yaml --output "$$output" $(ARGS); \
	echo; echo "The report is $(CURDIR)/$$output/report.html"

test: deps-test
	@$(MAKE) --no-print-directory studio-check
	@cmake --preset release --log-level=WARNING -DBOWLBY_TESTS=ON
	@cmake --build --preset release -- -j $(JOBS)
	@npm run --silent e2e --prefix studio
	@ctest --preset release -j $(JOBS)

endurance: deps-test
	@cmake --preset release --log-level=WARNING -DBOWLBY_TESTS=ON
	@cmake --build --preset release --target test_endurance test_doors test_determinism test_unit_app test_unit_notebook test_server -- -j $(JOBS)
	@tools/check/endurance.sh

# R is large: nothing else needs it.
oracle:
	@tools/install_dependencies.sh --r
	@cmake --preset release --log-level=WARNING -DBOWLBY_TESTS=ON
	@cmake --build --preset release --target bowlby oracle_fits test_doors -- -j $(JOBS)
	@tools/check/plan_oracle.py build/bowlby build/oracle_fits $(SETS)
	@tools/check/packages.sh build/bowlby r
	@build/test_doors --gtest_filter='*InR'

# A cluster of one node, with a configuration of its own, on free ports of this machine.
slurm: build
	@tools/check/slurm.sh build/bowlby

studio: build
	@build/bowlby studio $(ARGS)

bench: deps
	@cmake --preset release --log-level=WARNING -DBOWLBY_BENCH=ON
	@cmake --build --preset release --target bowlby_bench -- -j $(JOBS)
	@build/bowlby_bench $(ARGS)

studio-check: deps
	@npm run --silent check --prefix studio
	@npm test --silent --prefix studio

studio-e2e: build deps-test
	@npm run --silent e2e --prefix studio

# The ISA builds of the day's kernel and the doors are the release build's business; here it is memory that counts.
asan: deps-all
	@tools/check/sanitize.sh asan

tsan: deps-all
	@tools/check/sanitize.sh tsan

fuzz: deps-all
	@tools/check/fuzz.sh $(FUZZ_SECONDS)

format: deps-all
	@git ls-files '*.cpp' '*.hpp' | xargs clang-format-14 -i

tidy: deps-all
	@cmake --preset clang --log-level=WARNING
	@cmake --build --preset clang --target bowlby -- -j $(JOBS)
	@git ls-files 'src/*.cpp' | grep -v /isa/ | xargs -P $(JOBS) -n 4 clang-tidy-19 -p build-clang --quiet

checks:
	@tools/check/all.sh

clean:
	rm -rf build build-*
