#!/usr/bin/env bash
# apt.sh PACKAGE WHY: installs a Debian package; the caller has found that what it needs is missing.
set -euo pipefail

package=$1 why=$2

as_root=()
if [[ $EUID -ne 0 ]]; then
	as_root=(sudo)
	# Without a terminal nobody can type a password: only a sudo that asks for none will do.
	if ! sudo -n true 2>/dev/null && ! { [[ -t 0 ]] && command -v sudo >/dev/null; }; then
		as_root=(false)
	fi
fi
if ! command -v apt-get >/dev/null || [[ ${as_root[0]:-} == false ]]; then
	echo "Missing: $package. $why It cannot be installed from here (that takes Debian's apt-get and root or sudo)." \
		"Install it with: sudo apt-get install $package." >&2
	exit 1
fi

echo "Installing the Debian package $package. $why" >&2
# Set behind sudo, which would drop it.
apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=600)
if ! "${apt[@]}" update >&2 || ! "${apt[@]}" install -y "$package" </dev/null >&2; then
	echo "apt-get could not install $package; the lines above say why." >&2
	exit 1
fi
