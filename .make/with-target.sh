#!/usr/bin/env bash
# with-target.sh COMMAND…: runs a cargo command while no other clone writes the shared target directory.
#
# Cargo tells changed sources by their time stamps and by paths relative to the workspace, so in a shared target
# directory it can take another clone's crate for this clone's. When the directory changes hands, the records of the
# workspace's own crates are forgotten: those are built again, the dependencies are not.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

if [[ $1 != --locked-by-flock ]]; then
	flock --nonblock "$CARGO_TARGET_DIR/motcua.lock" true || echo "Waiting for another build that uses $CARGO_TARGET_DIR." >&2
	# --close: a process that outlives the command must not keep the lock.
	exec flock --close "$CARGO_TARGET_DIR/motcua.lock" "$root/.make/with-target.sh" --locked-by-flock "$@"
fi
shift

owner=$CARGO_TARGET_DIR/motcua.clone
if [[ ! -f $owner || $(<"$owner") != "$root" ]]; then
	members=$(cargo metadata --no-deps --format-version 1 |
		node -p 'JSON.parse(require("fs").readFileSync(0)).packages.map(p => p.name).join("\n")')
	while read -r member; do
		find "$CARGO_TARGET_DIR" -maxdepth 5 -type d -path "*/.fingerprint/$member-*" -prune -exec rm -rf {} +
	done <<<"$members"
	printf '%s\n' "$root" >"$owner"
fi

exec "$@"
