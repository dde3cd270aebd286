#!/usr/bin/env bash
# Called by release.sh: puts the style sheets together in the order in which style/main.css and
# style/desk.css import them.
# cargo-leptos minifies one file but follows no @import, and a sheet for each component is easier to read.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

# together NAME: style/NAME.css with everything it imports, as target/NAME.css.
together() {
	local line file
	while read -r line; do
		case $line in
		'@import "'*'";')
			file=style/${line#'@import "'}
			cat "${file%'";'}"
			;;
		'/*'* | '') ;;
		*) fail "style/$1.css: only comments on one line and lines like @import \"./name.css\"; are understood, not: $line" ;;
		esac
	done <"style/$1.css" >"target/$1.css"
}

mkdir -p target
together main
together desk
