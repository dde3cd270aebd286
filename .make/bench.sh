#!/usr/bin/env bash
# Measures the release build, behind nginx as in production, with wrk as the crowd.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

.make/prerequisites.sh
PATH=$PATH:/usr/sbin # where Debian keeps nginx, not on an ordinary user's PATH
command -v nginx >/dev/null || .make/apt.sh nginx "The benchmark runs the portal behind it, with a configuration of its own."
command -v wrk >/dev/null || .make/apt.sh wrk "The benchmark makes its load with it."
.make/npm.sh
.make/build.sh
MOTCUA_BINARY=$release/motcua node end2end/bench.mjs
