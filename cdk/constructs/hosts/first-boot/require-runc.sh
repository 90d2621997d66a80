# shellcheck shell=bash
# Nothing runs on a host whose runc lets containers out.
tries=12
until dnf install -y -q awscli-2 runc; do
  tries=$((tries - 1))
  [ "$tries" -gt 0 ] || { echo 'ARES: cannot install packages: does this subnet reach the repositories?' >&2 && exit 1; }
  sleep 5
done
runc_version=$(runc --version | sed -n 's/^runc version \([0-9.]*\).*/\1/p')
if [ "$(printf '%s\n' "$RUNC_LEAST" "${runc_version:-0}" | sort -V | head -n 1)" != "$RUNC_LEAST" ]; then
  echo "ARES: runc ${runc_version:-of an unknown version} is older than $RUNC_LEAST: start from a newer image" >&2 && exit 1
fi
