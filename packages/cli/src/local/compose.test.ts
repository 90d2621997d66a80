import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { compose, remedyFor } from './compose.ts';

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

afterEach(() => vi.unstubAllEnvs());

test('what a shell has exported reaches no Compose file: its values come from the environment file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ares-compose-'));
  const docker = join(folder, 'docker');
  writeFileSync(docker, '#!/bin/sh\nenv\n');
  chmodSync(docker, 0o755);
  const exported = { NODE_IMAGE: 'left-over:1', COMPOSE_PROFILES: 'x', DOCKER_GID: '7', DOCKER_HOST: 'tcp://d:1' };
  for (const [name, value] of Object.entries({ ...exported, PATH: `${folder}:${process.env.PATH}` }))
    vi.stubEnv(name, value);
  const target = { project: 'p', file: 'f', envFiles: [], env: { LOG_LEVEL: 'warn' } };
  const said = await compose(target, ['up']);
  rmSync(folder, { recursive: true });
  expect(said).toMatch(/^PATH=/m);
  expect(said).toMatch(/^DOCKER_HOST=tcp:\/\/d:1$/m);
  expect(said).toMatch(/^LOG_LEVEL=warn$/m);
  expect(said).not.toMatch(/^(NODE_IMAGE|COMPOSE_PROFILES|DOCKER_GID)=/m);
});
