#!/bin/sh
set -e

if [ "${1#-}" != "$1" ] || [ "${1%.conf}" != "$1" ]; then set -- redis-server "$@"; fi

if [ "$1" = redis-server ]; then
  if [ "$(id -u)" = 0 ]; then
    find . \! -user redis -exec chown redis '{}' +
    exec setpriv --reuid=redis --regid=redis --clear-groups -- "$0" "$@"
  fi
  umask 0077
  shift
  # The official build has protected mode off; a config file keeps its first place and its say.
  case "${1:-}" in
    *.conf) grep -q '^protected-mode' "$1" || set -- "$@" --protected-mode no ;;
    *) set -- --protected-mode no "$@" ;;
  esac
  set -- redis-server "$@"
fi

exec "$@"
