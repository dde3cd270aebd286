#!/usr/bin/env bash
# What the build cannot install by itself. Names everything that is missing at once, not one per attempt.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

missing=0
need() {
	printf 'Missing: %s\n' "$*" >&2
	missing=1
}

have() { command -v "$1" >/dev/null; }

have rustup || need "rustup. It installs Rust $rust_version and its WebAssembly target, which this portal is built with." \
	"Install it as https://rustup.rs says (on Debian 13 or newer: sudo apt-get install rustup)."

if ! have node; then
	need "Node.js 20 or newer. It runs wasm-opt, which makes the browser's part of the portal small, and the browser journeys." \
		"Install it with: sudo apt-get install nodejs npm (on Debian 12, whose package is too old, take it from https://nodejs.org)."
elif [[ $(node -p 'parseInt(process.versions.node)') -lt 20 ]]; then
	need "Node.js 20 or newer: this machine has $(node --version), too old for the browser journeys." \
		"Install a newer one, from https://nodejs.org for example."
fi

have npm || need "npm. It fetches wasm-opt and the libraries of the browser journeys." \
	"Install it with: sudo apt-get install npm (it is part of Node.js when that comes from https://nodejs.org)."

have cc || need "a C compiler (cc). Rust links with it, and SQLite is compiled from its C source." \
	"Install it with: sudo apt-get install build-essential."

have flock || need "flock. It keeps two builds from writing the same cache." "Install it with: sudo apt-get install util-linux."

if [[ $missing -ne 0 ]]; then
	fail "Install what is missing and run make again."
fi
