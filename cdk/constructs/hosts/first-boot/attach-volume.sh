# shellcheck shell=bash
# The data of this cell comes to this host, however many hosts had it before.
imds=http://169.254.169.254/latest
token=$(curl -sSf -m 5 --retry 5 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 300' "$imds/api/token")
instance=$(curl -sSf -m 5 --retry 5 -H "X-aws-ec2-metadata-token: $token" "$imds/meta-data/instance-id")

is_attached() {
  holder=$(aws ec2 describe-volumes --volume-ids "$CELL_VOLUME" --query 'Volumes[0].Attachments[0].InstanceId' --output text)
  [ "$holder" = "$instance" ]
}

# The host before this one may still hold the volume while it shuts down.
tries=90
until aws ec2 attach-volume --volume-id "$CELL_VOLUME" --instance-id "$instance" --device "$CELL_DEVICE" || is_attached; do
  tries=$((tries - 1))
  [ "$tries" -gt 0 ] || { echo "ARES: $CELL_VOLUME is still held by another host: detach it" >&2 && exit 1; }
  sleep 10
done
