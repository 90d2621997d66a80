#!/bin/sh
# First start of the database: one role and one schema for each service, each closed to the others.
set -eu

sql() { psql -v ON_ERROR_STOP=1 --no-psqlrc --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" "$@"; }

here=/docker-entrypoint-initdb.d
sql -f "$here/lock-down.sql.template"
sql -v role=shop_user -v password="${USER_DB_PASSWORD:?set USER_DB_PASSWORD}" -f "$here/role.sql.template"
sql -v role=shop_product -v password="${PRODUCT_DB_PASSWORD:?set PRODUCT_DB_PASSWORD}" -f "$here/role.sql.template"
sql -v role=shop_order -v password="${ORDER_DB_PASSWORD:?set ORDER_DB_PASSWORD}" -f "$here/role.sql.template"
