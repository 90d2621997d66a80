import { existsSync } from 'node:fs';

/** What a Docker daemon needs inside a container. The kernel of some machines lacks what `--privileged` asks for. */
const capabilities = ['SYS_ADMIN', 'NET_ADMIN', 'NET_RAW', 'SYS_PTRACE', 'SYS_NICE', 'DAC_READ_SEARCH'];

/** As of `docker run`. With cgroup v2 a container has groups of its own only where it is privileged. */
export function instanceFlags(): readonly string[] {
  if (existsSync('/sys/fs/cgroup/cgroup.controllers')) return ['--privileged'];
  return [...capabilities.flatMap((name) => ['--cap-add', name]), '-v', '/sys/fs/cgroup:/sys/fs/cgroup'];
}
