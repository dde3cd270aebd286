#!/usr/bin/env bash
# The loop while writing: no database, no browser, no release build.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

.make/prerequisites.sh
.make/tools.sh
cargo fmt --all --check
.make/with-target.sh cargo clippy --workspace --all-targets -- -D warnings
.make/with-target.sh cargo test -p domain
