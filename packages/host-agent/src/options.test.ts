import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { hostAgentOptions } from './options.ts';

test('nothing set, or set to nothing, means the defaults', () => {
  const names = ['ARES_HOST_ID', 'ARES_FLEET', 'ARES_AGENT_PORT', 'ARES_AGENT_LISTEN', 'DOCKER_HOST', 'ARES_PROC'];
  for (const env of [{}, Object.fromEntries(names.map((name) => [name, '']))]) {
    expect(hostAgentOptions(env)).toMatchObject({
      hostId: hostname(),
      fleet: 'default',
      port: 9_469,
      socketPath: '/var/run/docker.sock',
      stateDir: '/var/lib/ares',
      memoryDir: '/var/lib/ares-agent',
      procRoot: '/proc',
      cgroupRoot: '/sys/fs/cgroup',
    });
  }
});

test.each([
  ['ARES_AGENT_PORT', '0'],
  ['ARES_AGENT_PORT', '70000'],
  ['ARES_AGENT_PORT', 'http'],
  ['ARES_AGENT_LISTEN', '0.0.0.0'],
  ['ARES_HOST_ID', 'a b'],
  ['ARES_FLEET', 'Blue Fleet'],
  ['DOCKER_HOST', 'tcp://10.0.0.1:2375'],
  ['ARES_EVENT_BUS', 'a bus'],
  ['ARES_FLEET_TAG', "it's"],
  ['AWS_REGION', 'frankfurt'],
])('%s=%s is refused by name', (name, value) => {
  expect(() => hostAgentOptions({ [name]: value })).toThrow(name);
});

test('all that is wrong is told at once', () => {
  expect(() => hostAgentOptions({ ARES_AGENT_PORT: 'x', DOCKER_HOST: 'y' })).toThrow(
    /ARES_AGENT_PORT=x: .*1 to 65535\n {2}DOCKER_HOST=y: .*unix/,
  );
});

test('a bus makes events, of the fleet by its tag; without one there are none', () => {
  expect(hostAgentOptions({ ARES_EVENT_BUS: '', AWS_REGION: 'eu-central-1' })).not.toHaveProperty('events');
  const env = { ARES_EVENT_BUS: 'default', AWS_REGION: 'eu-central-1' };
  expect(hostAgentOptions(env).events).toEqual({ bus: 'default', region: 'eu-central-1', fleetTag: 'default' });
  expect(hostAgentOptions({ ...env, ARES_FLEET_TAG: 'Prod EU' })).toMatchObject({
    fleet: 'default',
    events: { fleetTag: 'Prod EU' },
  });
  expect(() => hostAgentOptions({ ARES_EVENT_BUS: 'default' })).toThrow('AWS_REGION');
});
