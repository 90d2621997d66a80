#!/bin/sh
# Prints a tar of a minimal Debian on stdout. Arguments: suite, mirror.
set -eu
suite=$1
mirror=$2
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

# fd 3 keeps stdout for the tar alone: debootstrap's progress goes to stderr.
exec 3>&1 1>&2
debootstrap --variant=minbase "$suite" "$dir" "$mirror"

printf '#!/bin/sh\nexit 101\n' >"$dir/usr/sbin/policy-rc.d"
chmod 755 "$dir/usr/sbin/policy-rc.d"
cat >"$dir/etc/apt/apt.conf.d/90container" <<'EOF'
APT::Install-Recommends "false";
Acquire::Languages "none";
Acquire::Retries "3";
EOF
# Manuals and translations are a third of the image; licences stay.
cat >"$dir/etc/dpkg/dpkg.cfg.d/90container" <<'EOF'
path-exclude=/usr/share/man/*
path-exclude=/usr/share/locale/*
path-exclude=/usr/share/doc/*
path-include=/usr/share/doc/*/copyright
path-include=/usr/share/locale/locale.alias
EOF
rm -rf "$dir"/var/lib/apt/lists/* "$dir"/var/cache/apt/* "$dir"/usr/share/man/* "$dir"/var/log/*.log

tar --numeric-owner --exclude=./dev --exclude=./proc --exclude=./sys -C "$dir" -cf - . >&3
