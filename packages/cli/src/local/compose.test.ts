import { expect, test } from 'vitest';
import { remedyFor } from './compose.ts';

test.each([
  ['Bind for 127.0.0.1:8080 failed: port is already allocated', 'port 8080'],
  ['listen tcp4 127.0.0.1:9090: bind: address already in use', 'port 9090'],
  ['write /var/lib/docker/tmp: no space left on device', 'disk is full'],
  ['fork/exec: cannot allocate memory', 'memory'],
  ['Cannot connect to the Docker daemon at unix:///var/run/docker.sock', 'start Docker'],
  ['Error: spawn docker ENOENT', 'not installed'],
  ['permission denied while trying to connect to the Docker daemon socket', 'usermod -aG docker'],
  ['something else', 'ares doctor'],
])('%s', (message, want) => expect(remedyFor(message)).toContain(want));
