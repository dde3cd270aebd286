#!/usr/bin/env bash
# Everything that must hold before a change is taken, in the order in which a failure is cheapest to meet.
# Stops at the first failure. Nothing is skipped: what a step needs is installed, or the run fails.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

steps=7 number=0 title='' began=0
postgres_dir='' verdicts=''

step() {
	number=$((number + 1)) title=$1 began=$SECONDS
	shift
	printf '\n== %d/%d %s\n' "$number" "$steps" "$title"
	"$@"
	printf '== %d/%d %s: done in %d s\n' "$number" "$steps" "$title" "$((SECONDS - began))"
	title=''
}

stop_postgres() {
	if [[ -d $postgres_dir ]]; then
		.make/postgres.sh stop "$postgres_dir"
		postgres_dir=''
	fi
}

finish() {
	local status=$?
	stop_postgres || true
	rm -f -- "$verdicts"
	if [[ -n $title ]]; then
		printf '\n== %d/%d %s: FAILED after %d s. The steps after it were not run.\n' \
			"$number" "$steps" "$title" "$((SECONDS - began))" >&2
	fi
	exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

lint() {
	.make/with-target.sh cargo clippy --locked --workspace --all-targets -- -D warnings
	# The half that runs in the browser is other code: it is compiled for wasm32 only.
	.make/with-target.sh cargo clippy --locked -p app --features hydrate --target wasm32-unknown-unknown -- -D warnings
}

native_tests() {
	local url
	# A PostgreSQL of our own: the storage tests must never meet one that holds somebody's data.
	postgres_dir=$(mktemp -d /tmp/motcua-pg.XXXXXX)
	url=$(.make/postgres.sh start "$postgres_dir")
	verdicts=$(mktemp /tmp/motcua-verdicts.XXXXXX)
	MOTCUA_TEST_POSTGRES_URL=$url MOTCUA_VERDICTS_OUT=$verdicts .make/with-target.sh cargo test --locked --workspace
	stop_postgres
}

wasm_tests() {
	# The rules in the very form in which they run in the browser, here inside Node.js.
	# The native tests have just left the digests of their verdicts on generated forms; here they must come out the same.
	MOTCUA_VERDICTS=$(<"$verdicts") \
		CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=$bindgen_dir/bin/wasm-bindgen-test-runner .make/with-target.sh \
		cargo test --locked -p domain --target wasm32-unknown-unknown --test wasm_rules --test verdicts_wasm
}

journeys() {
	.make/npm.sh
	export MOTCUA_CHROMIUM=${MOTCUA_CHROMIUM:-/usr/bin/chromium}
	[[ -x $MOTCUA_CHROMIUM ]] || .make/apt.sh chromium "The browser journeys are walked in it."
	# Given no files, the runner would find nothing to do and call that a success.
	local files
	mapfile -t files < <(find end2end -name node_modules -prune -o -type f -name '*.test.mjs' -print | sort)
	[[ ${#files[@]} -gt 0 ]] || fail "There are no journeys (*.test.mjs) in end2end."
	(cd end2end && node --test --test-reporter=spec "${files[@]#end2end/}")
}

.make/prerequisites.sh
.make/tools.sh

step "format" cargo fmt --all --check
step "clippy, for the server and for the browser" lint
step "unit, property, storage (SQLite and PostgreSQL) and router tests" native_tests
step "the rules in WebAssembly" wasm_tests
step "release build" .make/build.sh
export MOTCUA_BINARY=$release/motcua
step "browser journeys" journeys
step "size budgets" node end2end/sizes.mjs

printf '\nAll %d steps passed in %d s.\n' "$steps" "$SECONDS"
