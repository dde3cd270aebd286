#!/usr/bin/env bash
# Only what the build made in this clone: other clones use the cache, and var/ holds data.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

rm -rf target end2end/node_modules end2end/report
echo "Removed what was built in this clone. The shared cache stays in $MOTCUA_CACHE; delete that directory to be rid of it."
