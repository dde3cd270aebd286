#!/usr/bin/env bash
# Builds what changed and runs the portal. The server itself migrates its database, loads the embedded province and
# prints its address.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

.make/build.sh
mkdir -p var
exec "$release/motcua" serve
