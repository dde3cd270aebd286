# Sourced by every script here: where things live and which tools are pinned.
# Nothing is installed or created by reading it, except the cache's directories.
#
# The scripts that read this use the names it sets:
# shellcheck shell=bash disable=SC2034

# Physical paths: cargo-leptos reaches the target directory by "../..", which a symlink would break.
root=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$root" || exit

# Outside the clone, so that the second clone on a machine finds the tools and the dependencies built.
MOTCUA_CACHE=${MOTCUA_CACHE:-${XDG_CACHE_HOME:-${HOME:?HOME is not set, so there is no place for the build cache. Set MOTCUA_CACHE.}/.cache}/motcua}
mkdir -p "$MOTCUA_CACHE"
MOTCUA_CACHE=$(cd -P "$MOTCUA_CACHE" && pwd -P)
export MOTCUA_CACHE

CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$MOTCUA_CACHE/target}
mkdir -p "$CARGO_TARGET_DIR"
CARGO_TARGET_DIR=$(cd -P "$CARGO_TARGET_DIR" && pwd -P)
export CARGO_TARGET_DIR

# What `make build` leaves behind: the binary, `site/` and `hash.txt` side by side, ready to be copied.
# In the clone, because two clones on two branches must not replace each other's running server.
release=$root/target/motcua

unset RUSTUP_TOOLCHAIN # it would win over the pinned one
rust_version=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
leptos_version=0.3.10
binaryen_version=132.0.0
# wasm-bindgen refuses to work unless the tool and the library are the same version, so the lock file decides.
bindgen_version=$(awk '$0 == "name = \"wasm-bindgen\"" { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock 2>/dev/null || true)

# A directory for each version: a tool is there entirely or not at all, and clones with other pins do not fight.
tools=$MOTCUA_CACHE/tools
leptos_dir=$tools/cargo-leptos-$leptos_version
bindgen_dir=$tools/wasm-bindgen-$bindgen_version
binaryen_dir=$tools/binaryen-$binaryen_version

cargo_bin=${CARGO_HOME:-${HOME:-/root}/.cargo}/bin
if [[ -x $cargo_bin/rustup ]]; then
	PATH=$cargo_bin:$PATH # a fresh rustup is not on PATH before the next login
fi
PATH=$bindgen_dir/bin:$leptos_dir/bin:$binaryen_dir/node_modules/.bin:$PATH
export PATH

# One sentence on stderr, then the end.
fail() {
	printf '%s\n' "$*" >&2
	exit 1
}
