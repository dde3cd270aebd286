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

# The check of published months is a WASM of its own: no filing page has to carry it.
cargo build --locked -p publication --features browser --target wasm32-unknown-unknown --profile wasm-release
rm -rf target/check
wasm-bindgen --target web --no-typescript --out-dir target/check --out-name check_rules \
	"$CARGO_TARGET_DIR/wasm32-unknown-unknown/wasm-release/publication.wasm"
wasm-opt -Oz --enable-bulk-memory --enable-nontrapping-float-to-int \
	target/check/check_rules_bg.wasm -o target/check/check_rules_bg.wasm

# The server looks for `site/` and `hash.txt` next to its binary.
new=$release.new
rm -rf "$new"
mkdir -p "$new"
cp "$CARGO_TARGET_DIR/release/motcua" "$CARGO_TARGET_DIR/release/hash.txt" "$new/"
cp -r target/site "$new/site"
# What only some pages load is no part of what cargo-leptos makes for everybody: the sheet of the desk and the check.
cp target/desk.css target/check/check_rules.js target/check/check_rules_bg.wasm "$new/site/"
node -e '
	const { readFileSync, writeFileSync } = require("node:fs");
	const { brotliCompressSync, gzipSync } = require("node:zlib");
	for (const path of process.argv.slice(1)) {
		let bytes = readFileSync(path);
		if (path.endsWith(".css")) {
			bytes = Buffer.from(bytes.toString().replace(/\/\*[^]*?\*\//g, "").replace(/\s*\n\s*/g, "\n").trim() + "\n");
			writeFileSync(path, bytes);
		}
		writeFileSync(`${path}.br`, brotliCompressSync(bytes));
		writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
	}
' "$new/site/desk.css" "$new/site/check_rules.js" "$new/site/check_rules_bg.wasm"
find "$new/site" -name '*.d.*.ts*' -delete # TypeScript declarations, which no browser asks for
rm -rf "$release"
mv "$new" "$release"
