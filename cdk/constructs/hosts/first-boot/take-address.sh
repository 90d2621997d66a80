# shellcheck shell=bash
# shellcheck disable=SC2154 # `instance` is of attach-volume.sh, which comes before

# Last, so that a host without its address still runs and heals; until then it has the one that it started with.
if [ -n "$CELL_ADDRESS" ]; then
  tries=30
  until aws ec2 associate-address --allocation-id "$CELL_ADDRESS" --instance-id "$instance" --allow-reassociation; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || { echo "ARES: cannot associate $CELL_ADDRESS with this host: may its role do so?" >&2 && exit 1; }
    sleep 10
  done
fi
