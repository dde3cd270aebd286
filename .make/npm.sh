#!/usr/bin/env bash
# The libraries of the browser journeys, kept outside the clone under the hash of their lock file and reached by a
# symlink: a module's imports are looked up beside the module, and NODE_PATH does not count for them.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

key=$(cat end2end/package.json end2end/package-lock.json | sha256sum)
dir=$MOTCUA_CACHE/npm/${key:0:16}

if [[ ! -d $dir/node_modules ]]; then
	mkdir -p "$MOTCUA_CACHE/npm"
	exec 9>"$MOTCUA_CACHE/npm/lock"
	flock 9
	if [[ ! -d $dir/node_modules ]]; then
		work=$(mktemp -d "$MOTCUA_CACHE/npm/work.XXXXXX")
		trap 'rm -rf "$work"' EXIT
		cp end2end/package.json end2end/package-lock.json "$work/"
		# No install scripts: they would download browsers, and Debian's is used.
		npm ci --prefix "$work" --ignore-scripts --no-audit --no-fund --loglevel=error >&2 9>&- ||
			fail "npm could not install the libraries of the browser journeys; the lines above say why."
		rm -rf "$dir"
		mv "$work" "$dir"
	fi
fi

if [[ $(readlink end2end/node_modules || true) != "$dir/node_modules" ]]; then
	rm -rf end2end/node_modules
	ln -s "$dir/node_modules" end2end/node_modules
fi
