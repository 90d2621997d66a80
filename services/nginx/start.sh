#!/bin/sh
# Starts nginx as process 1, with what keeps its upstream current beside it.
set -eu
follow=/etc/shop/follow-gateway.sh

# Whoever shows none of ORIGIN_SECRETS is a stranger; where there are none, everybody is served.
origins() {
  case ${ORIGIN_SECRETS-} in
    '') echo 'default 0;' && return ;;
    *[!0-9a-f\ -]*) echo 'ORIGIN_SECRETS holds something else than words of digits, a to f and hyphens' >&2 && exit 1 ;;
  esac
  echo 'default 1;'
  for secret in $ORIGIN_SECRETS; do echo "$secret 0;"; done
}
(umask 077 && origins >/tmp/origins.conf)

"$follow" once
"$follow" forever &
exec nginx -e stderr -g 'daemon off;'
