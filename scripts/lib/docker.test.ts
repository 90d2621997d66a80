import { expect, test } from 'vitest';
import { isDebianLike } from './debian.mjs';
import { unreachable } from './docker.mjs';

const machine = { env: {}, platform: 'linux', root: true };

test.each([
  {
    name: 'DOCKER_HOST',
    over: { env: { DOCKER_HOST: 'tcp://far:1' } },
    problem: 'x',
    remedy: 'DOCKER_HOST=tcp://far:1',
  },
  { name: 'another system', over: { platform: 'darwin' }, problem: 'x', remedy: 'Docker Desktop' },
  { name: 'no right', over: { root: false }, problem: 'Got permission denied while', remedy: 'usermod -aG docker' },
  {
    name: 'a stopped daemon',
    over: { root: false },
    problem: 'Is the docker daemon running?',
    remedy: 'systemctl start',
  },
])('$name is left to the person', ({ over, problem, remedy }) => {
  const refusal = unreachable(problem, { ...machine, ...over });
  expect(refusal?.message).toContain(problem);
  expect(refusal?.remedy).toContain(remedy);
});

test('root on Linux may start the daemon', () => expect(unreachable('not running', machine)).toBeUndefined());

test.each([
  ['ID=debian', true],
  ['NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian', true],
  ['ID=linuxmint\nID_LIKE="ubuntu debian"', true],
  ['ID=fedora', false],
  ['ID="amzn"\nID_LIKE="fedora"', false],
  ['', false],
])('%j installs by apt: %s', (osRelease, want) => expect(isDebianLike(osRelease)).toBe(want));
