import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { type ComposeService, violations } from './hardening.ts';

const text = readFileSync(new URL('../../../compose.yaml', import.meta.url), 'utf8');
const compose: { services: Record<string, ComposeService> } = parse(text, { merge: true });
const product = compose.services.product as ComposeService;

test.each(Object.entries(compose.services))('%s is hardened', (_name, service) => {
  expect(violations(service)).toEqual([]);
});

test('only the reverse proxy publishes a port', () => {
  const publishing = Object.entries(compose.services).filter(([, service]) => service.ports?.length);
  expect(publishing.map(([name]) => name)).toEqual(['proxy']);
});

test.each<{ rule: RegExp; over: ComposeService }>([
  { rule: /user/, over: { user: 'root' } },
  { rule: /user/, over: { user: '0:0' } },
  { rule: /read-only/, over: { read_only: false } },
  { rule: /capabilities/, over: { cap_drop: [] } },
  { rule: /capabilities/, over: { cap_add: ['NET_ADMIN'] } },
  { rule: /privileges/, over: { security_opt: [] } },
  { rule: /privileges/, over: { privileged: true } },
  { rule: /limits/, over: { pids_limit: 0 } },
  { rule: /host network/, over: { network_mode: 'host' } },
  { rule: /loopback/, over: { ports: ['8080:8080'] } },
  { rule: /Docker socket/, over: { volumes: ['/var/run/docker.sock:/var/run/docker.sock'] } },
])('a service with $over is found out', ({ rule, over }) => {
  const found = violations({ ...product, ...over });
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(rule);
});
