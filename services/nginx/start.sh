#!/bin/sh
# Starts nginx as process 1, with what keeps its upstream current beside it.
set -eu
follow=/etc/shop/follow-gateway.sh
"$follow" once
"$follow" forever &
exec nginx -e stderr -g 'daemon off;'
