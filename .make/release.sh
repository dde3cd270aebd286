#!/usr/bin/env bash
# Called by build.sh with the target directory to itself: builds, and collects the parts into one folder.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

# What the shell has set for another Leptos project must not get in here.
for name in "${!LEPTOS_@}"; do
	unset "$name"
done
.make/style.sh
# The site is made in the clone and not in the target directory, which other clones share. The binary has a name of
# its own; cargo-leptos would look for one named like its package.
LEPTOS_SITE_ROOT=target/site LEPTOS_BIN_TARGET=motcua LEPTOS_BIN_EXE_NAME=motcua \
	cargo leptos build --release --precompress

# The server looks for `site/` and `hash.txt` next to its binary.
new=$release.new
rm -rf "$new"
mkdir -p "$new"
cp "$CARGO_TARGET_DIR/release/motcua" "$CARGO_TARGET_DIR/release/hash.txt" "$new/"
cp -r target/site "$new/site"
# Only pages of the desk link it, so it is not part of the sheet that cargo-leptos makes for everybody.
node -e '
	const { readFileSync, writeFileSync } = require("node:fs");
	const { brotliCompressSync, gzipSync } = require("node:zlib");
	const [from, to] = process.argv.slice(1);
	const text = readFileSync(from, "utf8").replace(/\/\*[^]*?\*\//g, "").replace(/\s*\n\s*/g, "\n").trim() + "\n";
	writeFileSync(to, text);
	writeFileSync(`${to}.br`, brotliCompressSync(text));
	writeFileSync(`${to}.gz`, gzipSync(text, { level: 9 }));
' target/desk.css "$new/site/desk.css"
find "$new/site" -name '*.d.*.ts*' -delete # TypeScript declarations, which no browser asks for
rm -rf "$release"
mv "$new" "$release"
