# shellcheck shell=bash
fail() { echo "ARES: $1" >&2 && exit 1; }
again() { # tries, command
  tries=$1 && shift
  until "$@"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || return 1
    sleep 5
  done
}
write() { # path, mode
  mkdir -p "${1%/*}" && cat >"$1" && chmod "$2" "$1"
}

# The volume that outlives this host. It is formatted only where it is blank: no file system, no partition, all zeros.
mount_data() {
  again 24 test -b "$DATA_DEVICE" || fail "no volume at $DATA_DEVICE: attach one, or correct the launch template"
  if [ "$(blkid -p -s LABEL -o value "$DATA_DEVICE")" != ares-data ]; then
    if ! { [ -z "$(lsblk -dno FSTYPE,PTTYPE "$DATA_DEVICE" | tr -d ' ')" ] && cmp -s -n 1048576 "$DATA_DEVICE" /dev/zero; }; then
      fail "$DATA_DEVICE holds data of somebody else and was left alone: attach a blank volume, or label this one ares-data"
    fi
    mkfs.ext4 -q -L ares-data "$DATA_DEVICE"
  fi
  mkdir -p /data /var/lib/docker/volumes
  if ! grep -q '^LABEL=ares-data ' /etc/fstab; then
    echo 'LABEL=ares-data /data ext4 defaults,nofail,x-systemd.device-timeout=60s 0 2' >>/etc/fstab
    echo '/data/volumes /var/lib/docker/volumes none bind,nofail,x-systemd.requires-mounts-for=/data 0 0' >>/etc/fstab
  fi
  mountpoint -q /data || mount /data
  mkdir -p /data/volumes
  mountpoint -q /var/lib/docker/volumes || mount /var/lib/docker/volumes
}

install_packages() {
  again 12 dnf install -y -q docker awscli-2 tar || fail 'cannot install packages: does this subnet reach the repositories?'
}

# Agents before 3.3.2746.0 pass parameters of commands as shell text, and before 3.3.3270.0 they know no IPv6.
update_ssm_agent() {
  least=3.3.3270.0
  version=$(amazon-ssm-agent -version 2>/dev/null | sed -n 's/.*: *\([0-9][0-9.]*\).*/\1/p')
  [ "$(printf '%s\n' "$least" "${version:-0}" | sort -V | head -n 1)" != "$least" ] || return 0
  bucket="https://s3.dualstack.$AWS_REGION.amazonaws.com/amazon-ssm-$AWS_REGION"
  again 6 dnf install -y -q "$bucket/latest/linux_arm64/amazon-ssm-agent.rpm" || fail 'cannot update the SSM agent'
}

install_compose() {
  plugin=/usr/local/lib/docker/cli-plugins/docker-compose
  if echo "$COMPOSE_SHA256  $plugin" | sha256sum --check --status 2>/dev/null; then return; fi
  mkdir -p "${plugin%/*}"
  case $COMPOSE_URL in
    s3://*) again 6 aws s3 cp --only-show-errors "$COMPOSE_URL" "$plugin.new" ;;
    *) again 6 curl -sSfL -m 300 -o "$plugin.new" "$COMPOSE_URL" ;;
  esac || fail "cannot fetch $COMPOSE_URL"
  if ! echo "$COMPOSE_SHA256  $plugin.new" | sha256sum --check --status; then
    rm -f "$plugin.new"
    fail "$COMPOSE_URL has another checksum than $COMPOSE_SHA256: it was not installed"
  fi
  chmod 755 "$plugin.new" && mv "$plugin.new" "$plugin"
}

install_packages
mount_data
update_ssm_agent
install_compose
write_files
mkdir -p /opt/ares /var/lib/ares
systemctl daemon-reload
systemctl restart amazon-ssm-agent
systemctl enable --now docker
systemctl enable ares-agent.service ares-app.service
systemctl start --no-block ares-agent.service ares-app.service
