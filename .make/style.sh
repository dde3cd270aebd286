#!/usr/bin/env bash
# Called by release.sh: puts the style sheets together in the order in which style/main.css imports them.
# cargo-leptos minifies one file but follows no @import, and a sheet for each component is easier to read.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

mkdir -p target
while read -r line; do
	case $line in
	'@import "'*'";')
		file=style/${line#'@import "'}
		cat "${file%'";'}"
		;;
	'/*'* | '') ;;
	*) fail "style/main.css: only comments on one line and lines like @import \"./name.css\"; are understood, not: $line" ;;
	esac
done <style/main.css >target/main.css
