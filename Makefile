# The doors into the build. The work is in .make/*.sh, one short script for each job.
SHELL := /bin/bash
# GNU make 4.3 heeds this in sub-makes only: with `make -C` use -s, or its own "Leaving directory" is the last line.
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help serve build test check bench clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

serve: ## build what changed and run the portal on 127.0.0.1:3000
	@.make/serve.sh

build: ## make the release binary and its site; the last line is the binary's path
	@.make/build.sh

test: ## everything CI runs: format, clippy, tests, wasm, release, browser journeys, sizes
	@.make/test.sh

check: ## the quick loop: format, clippy and the tests of the rules
	@.make/quick.sh

bench: ## measure the release build (installs nginx and wrk with apt)
	@.make/bench.sh

clean: ## remove what was built in this clone (the data in var/ and the shared cache stay)
	@.make/clean.sh
