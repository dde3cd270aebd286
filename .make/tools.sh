#!/usr/bin/env bash
# The pinned tools: the Rust toolchain with its wasm32 target, cargo-leptos, wasm-bindgen and wasm-opt.
# Each is made once per machine and version; when all are there this takes a moment.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

[[ -n $bindgen_version ]] || fail "Cargo.lock names no wasm-bindgen, so the matching tool cannot be chosen. Restore Cargo.lock from git."

rust_ready() {
	local have
	have=$(rustup component list --installed --toolchain "$rust_version" 2>/dev/null) || return 1
	[[ $have == *rust-std-wasm32-unknown-unknown* && $have == *clippy* && $have == *rustfmt* ]]
}
leptos_ready() { [[ -x $leptos_dir/bin/cargo-leptos ]]; }
bindgen_ready() { [[ -x $bindgen_dir/bin/wasm-bindgen && -x $bindgen_dir/bin/wasm-bindgen-test-runner ]]; }
binaryen_ready() { [[ -x $binaryen_dir/node_modules/.bin/wasm-opt ]]; }

if rust_ready && leptos_ready && bindgen_ready && binaryen_ready; then
	exit 0
fi

# One clone installs, the others wait for it and then find the work done.
mkdir -p "$tools"
exec 9>"$tools/lock"
flock --nonblock 9 || { echo "Waiting for another clone that is installing the tools." >&2; flock 9; }

if ! rust_ready; then
	echo "Installing Rust $rust_version with clippy, rustfmt and the WebAssembly target." >&2
	rustup toolchain install "$rust_version" --profile minimal --no-self-update \
		--component clippy --component rustfmt --target wasm32-unknown-unknown >&2 9>&- ||
		fail "rustup could not install Rust $rust_version; the lines above say why. The first run needs the network."
fi

work=$(mktemp -d "$tools/work.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# An unoptimised build, without debugging information, is done in a third of the time and quick enough to use.
cargo_install() {
	CARGO_TARGET_DIR=$work/target CARGO_PROFILE_DEV_DEBUG=false CARGO_PROFILE_DEV_STRIP=debuginfo \
		CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS=fallback \
		cargo "+$rust_version" install --debug --root "$work/root" "$@" >&2 9>&-
}

# Finished things are moved into place, so that an interrupted run leaves no half of a tool.
keep() {
	rm -rf "$2"
	mv "$1" "$2"
	rm -rf "${work:?}"/*
}

if ! leptos_ready; then
	# Debian's smallest Perl lacks the modules that OpenSSL's configuration asks for.
	perl -MIPC::Cmd -MFile::Compare -e 1 2>/dev/null || .make/apt.sh perl "The OpenSSL inside cargo-leptos is configured by it."
	echo "Building cargo-leptos $leptos_version: some minutes, once on this machine." >&2
	# --locked: the newest versions of its dependencies ask for a newer Rust. no_downloads: it takes the tools below.
	cargo_install --locked --features no_downloads --version "=$leptos_version" cargo-leptos ||
		fail "cargo-leptos $leptos_version could not be built; the lines above say why. The first run needs the network."
	keep "$work/root" "$leptos_dir"
fi

if ! bindgen_ready; then
	echo "Building wasm-bindgen $bindgen_version: a minute or two, once on this machine." >&2
	cargo_install --version "=$bindgen_version" wasm-bindgen-cli ||
		cargo_install --locked --version "=$bindgen_version" wasm-bindgen-cli ||
		fail "wasm-bindgen $bindgen_version could not be built; the lines above say why. The first run needs the network."
	keep "$work/root" "$bindgen_dir"
fi

if ! binaryen_ready; then
	echo "Fetching wasm-opt (binaryen $binaryen_version)." >&2
	npm install --prefix "$work/root" --ignore-scripts --no-audit --no-fund --no-save --loglevel=error "binaryen@$binaryen_version" >&2 9>&- ||
		fail "npm could not fetch binaryen $binaryen_version; the lines above say why. The first run needs the network."
	keep "$work/root" "$binaryen_dir"
fi
