#!/usr/bin/env bash
# A PostgreSQL for one test run: postgres.sh start [DIR] prints its URL, postgres.sh stop DIR ends it.
# It lives in DIR alone (by default a new directory in /tmp) and is forgotten with it; no other cluster is touched.
set -euo pipefail

action=${1:-} dir=${2:-}
marker=motcua-test-cluster

say() { printf '%s\n' "$*" >&2; }

find_binaries() {
	# Debian keeps them by version, off PATH: take the newest. Elsewhere they are on PATH.
	bin=$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)
	[[ -x $bin ]] || bin=$(command -v initdb || true)
	bin=${bin%/initdb}
}

# PostgreSQL refuses to run as root, so root hands it to somebody else.
as_user() {
	if [[ $EUID -ne 0 ]]; then
		"$@"
	else
		runuser -u "$user" -- "$@"
	fi
}

stop() {
	[[ -n $dir && -f $dir/$marker ]] || { say "There is no test cluster in '${dir}': nothing to stop."; exit 1; }
	find_binaries
	if [[ -f $dir/data/postmaster.pid ]]; then
		user=$(stat -c %U "$dir/data")
		# Immediate: the data is about to be deleted, there is nothing worth a checkpoint.
		as_user "$bin/pg_ctl" stop --silent --mode immediate --pgdata "$dir/data" >&2 || true
	fi
	rm -rf "$dir"
}

start() {
	find_binaries
	if [[ -z $bin ]]; then
		"$(dirname "${BASH_SOURCE[0]}")/apt.sh" postgresql "The storage tests run on PostgreSQL too, in a cluster of their own."
		find_binaries
		[[ -n $bin ]] || { say "The package postgresql is installed, yet its initdb is not in /usr/lib/postgresql."; exit 1; }
	fi
	# /tmp and not $TMPDIR: the path of a unix socket may have about a hundred characters.
	dir=${dir:-$(mktemp -d /tmp/motcua-pg.XXXXXX)}
	# All of it is deleted in the end, so nothing of anybody else's may be in there.
	[[ -d $dir && -z $(ls -A "$dir") ]] || { say "'$dir' is not an empty directory: the test cluster needs one to itself."; exit 1; }
	touch "$dir/$marker"
	trap stop EXIT # until it runs; removed at the end
	trap 'exit 130' INT
	trap 'exit 143' TERM HUP

	user=$(id -un)
	if [[ $EUID -eq 0 ]]; then
		user=postgres
		id "$user" >/dev/null 2>&1 || user=nobody
		chown "$user" "$dir"
	fi

	local password port attempt
	password=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')
	(umask 077 && printf '%s\n' "$password" >"$dir/password")
	[[ $EUID -ne 0 ]] || chown "$user" "$dir/password"
	cd "$dir" # readable by that user, as the clone may not be
	as_user env LC_ALL=C.UTF-8 TZ=UTC "$bin/initdb" --pgdata "$dir/data" --username motcua --pwfile "$dir/password" \
		--auth scram-sha-256 --encoding UTF8 --locale C.UTF-8 --no-sync >"$dir/initdb.log" 2>&1 || {
		cat "$dir/initdb.log" >&2
		say "initdb could not make the test cluster in $dir; the lines above say why."
		exit 1
	}
	cat >>"$dir/data/postgresql.conf" <<-CONF
		listen_addresses = '127.0.0.1'
		unix_socket_directories = '$dir'
		timezone = 'UTC'
		log_timezone = 'UTC'
		max_connections = 200
		# Unsafe on purpose, for speed: this data does not outlive the tests.
		fsync = off
		synchronous_commit = off
		full_page_writes = off
	CONF

	# Nobody can reserve a port for somebody else, so PostgreSQL tries some until one is free. They are below 32768,
	# where Linux starts to hand out ports for outgoing connections.
	for attempt in {1..8}; do
		port=$((20000 + (RANDOM % 12000)))
		if as_user env LC_ALL=C.UTF-8 TZ=UTC "$bin/pg_ctl" start --silent --wait --timeout 60 --pgdata "$dir/data" \
			--log "$dir/server.log" --options "-p $port" </dev/null >&2; then
			trap - EXIT INT TERM HUP
			say "PostgreSQL ($("$bin/postgres" --version)) runs for the tests in $dir, with fsync off."
			printf 'postgres://motcua:%s@127.0.0.1:%s/postgres\n' "$password" "$port"
			return
		fi
		cat "$dir/server.log" >&2
		grep -q 'Address already in use' "$dir/server.log" || break
		: >"$dir/server.log"
	done
	say "PostgreSQL did not start (attempt $attempt); the lines above say why."
	exit 1
}

case $action in
start) start ;;
stop) stop ;;
*)
	say "Usage: postgres.sh start [DIR] | stop DIR"
	exit 2
	;;
esac
