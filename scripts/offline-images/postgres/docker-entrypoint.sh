#!/bin/bash
# The official image's first start, in the parts that ARES and its shop use.
set -Eeo pipefail

# POSTGRES_PASSWORD_FILE and its like read the value from a mounted secret.
from_file() {
  local name=$1 file_name=$1_FILE
  if [ -n "${!name:-}" ] && [ -n "${!file_name:-}" ]; then
    echo >&2 "error: both $name and $file_name are set (they exclude each other)"
    exit 1
  fi
  if [ -n "${!file_name:-}" ]; then export "$name=$(<"${!file_name}")"; fi
}

settings() {
  from_file POSTGRES_PASSWORD
  from_file POSTGRES_USER
  from_file POSTGRES_DB
  from_file POSTGRES_INITDB_ARGS
  : "${POSTGRES_USER:=postgres}" "${POSTGRES_HOST_AUTH_METHOD:=scram-sha-256}"
  : "${POSTGRES_DB:=$POSTGRES_USER}"
  export POSTGRES_USER POSTGRES_DB
}

drop_root() {
  mkdir -p "$PGDATA"
  chmod 700 "$PGDATA"
  find "$PGDATA" /var/run/postgresql \! -user postgres -exec chown postgres '{}' +
  exec setpriv --reuid=postgres --regid=postgres --init-groups -- "${BASH_SOURCE[0]}" "$@"
}

require_password() {
  if [ -z "${POSTGRES_PASSWORD:-}" ] && [ "$POSTGRES_HOST_AUTH_METHOD" != trust ]; then
    echo >&2 'error: database is uninitialized and POSTGRES_PASSWORD is not set'
    exit 1
  fi
}

psql_run() { psql -v ON_ERROR_STOP=1 --no-psqlrc --username "$POSTGRES_USER" --no-password "$@"; }

run_init_files() {
  local file
  for file in /docker-entrypoint-initdb.d/*; do
    case "$file" in
      *.sh)
        # shellcheck disable=SC1090
        if [ -x "$file" ]; then "$file"; else . "$file"; fi
        ;;
      *.sql) psql_run --dbname "$POSTGRES_DB" -f "$file" ;;
      *.sql.gz) gunzip -c "$file" | psql_run --dbname "$POSTGRES_DB" ;;
      */\*) ;;
      *) echo "ignoring $file" ;;
    esac
  done
}

create_cluster() {
  # initdb's arguments come as one string, as in the official image.
  # shellcheck disable=SC2086
  initdb --username="$POSTGRES_USER" --pwfile=<(printf '%s\n' "${POSTGRES_PASSWORD:-}") ${POSTGRES_INITDB_ARGS:-}
  printf '\nhost all all all %s\n' "$POSTGRES_HOST_AUTH_METHOD" >>"$PGDATA/pg_hba.conf"
}

# Init files run against a server that listens on its socket only, so that nobody connects half-way.
first_start() {
  require_password
  create_cluster
  PGPASSWORD=${POSTGRES_PASSWORD:-}
  export PGPASSWORD
  pg_ctl -D "$PGDATA" -o "-c listen_addresses='' -p 5432" -w start
  if [ "$POSTGRES_DB" != postgres ]; then
    psql_run --dbname postgres --set db="$POSTGRES_DB" <<<'CREATE DATABASE :"db";'
  fi
  run_init_files
  pg_ctl -D "$PGDATA" -m fast -w stop
  unset PGPASSWORD
}

main() {
  if [ "${1:0:1}" = - ]; then set -- postgres "$@"; fi
  if [ "$1" = postgres ]; then
    settings
    if [ "$(id -u)" = 0 ]; then drop_root "$@"; fi
    if [ ! -s "$PGDATA/PG_VERSION" ]; then first_start; fi
  fi
  exec "$@"
}

main "$@"
