#!/bin/sh
set -eu
if [ -w /proc/sys/net ]; then :; else mount -o remount,rw /proc/sys; fi
# With cgroup v2 a group that has groups below it may hold no process itself.
if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
  mkdir -p /sys/fs/cgroup/init
  while read -r pid; do echo "$pid" >/sys/fs/cgroup/init/cgroup.procs || true; done </sys/fs/cgroup/cgroup.procs
  sed 's/^/+/; s/ / +/g' /sys/fs/cgroup/cgroup.controllers >/sys/fs/cgroup/cgroup.subtree_control
fi
ip address add 169.254.169.254/32 dev lo
socat TCP-LISTEN:80,bind=169.254.169.254,fork,reuseaddr EXEC:/usr/local/bin/instance-metadata &
exec dockerd --config-file /etc/ares-instance/daemon.json >/var/log/dockerd.log 2>&1
