#!/usr/bin/env bash
# The release binary and its site. The last line printed is the path of the binary.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

.make/prerequisites.sh
.make/tools.sh

# cargo-leptos shrinks and compresses the site anew each time it runs, which takes longer than a restart may. So it
# runs only when a file it could read, or a tool, has changed. (By content: a fresh checkout changes every time stamp.)
inputs() {
	printf '%s\n' "$rust_version" "$leptos_version" "$bindgen_version" "$binaryen_version" "${RUSTFLAGS:-}"
	find . \( -path ./.git -o -path ./.make -o -path ./.ci -o -path ./target -o -path ./var -o -path ./end2end \
		-o -path "./${CARGO_TARGET_DIR#"$root/"}" \) -prune \
		-o -type f ! -path ./motcua.toml ! -path ./Makefile -print0 |
		LC_ALL=C sort -z | xargs -0 sha256sum
	cat .make/release.sh
}
wanted=$(inputs | sha256sum)

if [[ -x $release/motcua && -d $release/site && -f $release/.inputs && $(<"$release/.inputs") == "$wanted" ]]; then
	echo "Nothing has changed since the last release build."
else
	.make/with-target.sh .make/release.sh
	printf '%s\n' "$wanted" >"$release/.inputs"
fi
printf '%s\n' "$release/motcua"
