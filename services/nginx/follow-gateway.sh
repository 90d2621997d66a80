#!/bin/sh
# Keeps /tmp/gateway.conf at the gateway's addresses and reloads nginx when they change. nginx before 1.27.3 can follow
# DNS or keep upstream connections alive, but not both; this does both on every version.
set -eu
conf=/tmp/gateway.conf

addresses() { getent ahostsv4 gateway | cut -d ' ' -f 1 | sort -u || true; }

# With nobody there, connections to a closed port fail at once and are answered with 503.
servers() {
  if [ -z "$1" ]; then echo '  server 127.0.0.1:1;'; fi
  for address in $1; do echo "  server $address:8080 max_fails=2 fail_timeout=2s;"; done
}

write() {
  {
    echo 'upstream gateway {'
    servers "$1"
    echo '  keepalive 64;'
    echo '}'
  } >"$conf.new"
  mv "$conf.new" "$conf"
}

known=$(addresses)
if [ "$1" = once ]; then
  write "$known"
  exit
fi

while sleep 1; do
  now=$(addresses)
  # A gateway that is gone keeps its last addresses: it most often comes back to them.
  if [ -n "$now" ] && [ "$now" != "$known" ]; then
    write "$now"
    nginx -e stderr -s reload || continue
    known=$now
  fi
done
