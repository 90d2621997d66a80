import { expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { bundleEntries } from '../hosts/bundle-entries.ts';
import { softContainers } from './container-problems.ts';

const composeFiles = bundleEntries(true)
  .filter(({ name }) => name.endsWith('/compose.yaml'))
  .map(({ name, content }) => ({ name, text: content.toString() }));
const agent = composeFiles.find(({ name }) => name === 'agent/compose.yaml')?.text ?? '';

test('agent and shop are what hosts run; a host of a team has the agent alone', () => {
  expect(composeFiles.map(({ name }) => name)).toEqual(['agent/compose.yaml', 'shop/compose.yaml']);
  expect(bundleEntries(false).map(({ name }) => name)).toContain('agent/compose.yaml');
});

test.each(composeFiles)('security 17 and 18: every container of $name is hard', ({ text }) => {
  expect(softContainers(text)).toEqual([]);
});

test.each([
  { key: 'user', value: undefined, problem: 'may run as root' },
  { key: 'user', value: '0:999', problem: 'may run as root' },
  { key: 'read_only', value: false, problem: 'root file system' },
  { key: 'cap_drop', value: [], problem: 'capabilities' },
  { key: 'cap_add', value: ['SYS_ADMIN'], problem: 'capabilities' },
  { key: 'privileged', value: true, problem: 'privileges' },
  { key: 'security_opt', value: ['seccomp:unconfined'], problem: 'privileges' },
  { key: 'mem_limit', value: undefined, problem: 'memory' },
  { key: 'pids_limit', value: -1, problem: 'limit of processes' },
  { key: 'network_mode', value: 'host', problem: 'network' },
  { key: 'pid', value: 'host', problem: 'processes of the host' },
  { key: 'volumes', value: ['/var/run/docker.sock:/var/run/docker.sock:ro'], problem: 'socket' },
  { key: 'volumes', value: [{ type: 'bind', source: '/run/docker.sock', target: '/s' }], problem: 'socket' },
])('security 17 and 18: Prometheus of the agent with $key $value is found', ({ key, value, problem }) => {
  expect(softContainers(withKey('prometheus', key, value))).toEqual([
    expect.stringMatching(`^prometheus .*${problem}`),
  ]);
});

test('security 18: the host agent is excepted from nothing but what it needs', () => {
  expect(softContainers(withKey('host-agent', 'privileged', true))).toEqual(['host-agent may gain privileges']);
});

/** The agent's file with something wrong; `undefined` takes the key away, also from what is merged. */
function withKey(service: string, key: string, value: unknown): string {
  const document = parseDocument(agent, { merge: true });
  const { services } = document.toJS() as { services: Record<string, Record<string, unknown>> };
  return JSON.stringify({ services: { ...services, [service]: { ...services[service], [key]: value } } });
}
