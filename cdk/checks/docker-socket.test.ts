import { expect, test } from 'vitest';
import { bundleEntries } from '../hosts/bundle-entries.ts';
import { hostUserData } from '../hosts/index.ts';
import { loosensContainers, sharesDockerSocket } from './docker-socket.ts';

const userData = hostUserData({ fleet: 'default', fleetTag: 'default', region: 'eu-central-1' });
const bundle = bundleEntries(true).map(({ name, content }) => ({ name, text: content.toString() }));
const overlays = bundle.filter(({ name }) => name.endsWith('/aws.yaml'));

test('security 17: the socket is the host agent’s alone, and Docker listens on no port', () => {
  expect(sharesDockerSocket([{ name: 'user data', text: userData }, ...bundle.filter(isConfiguration)])).toEqual([]);
});

/** Scripts of a host run beside Docker, not in a container. */
const isConfiguration = ({ name }: { readonly name: string }) => /\.(ya?ml|conf)$/.test(name);

test.each([
  { name: 'shop/compose.yaml', text: 'volumes: ["/var/run/docker.sock:/var/run/docker.sock"]' },
  { name: 'shop/aws.yaml', text: 'environment: { DOCKER_HOST: "tcp://172.17.0.1:2375" }' },
  { name: 'user data', text: '{"hosts":["unix:///var/run/docker.sock"]}' },
  { name: 'user data', text: 'dockerd -H 0.0.0.0:2376' },
])('security 17: $name with $text is found', (file) => {
  expect(sharesDockerSocket([file]).length).toBeGreaterThan(0);
});

test.each(overlays)(
  'security 18: on a host the containers stay as hard as the file below $name has them',
  ({ text }) => {
    expect(text).toContain('services:');
    expect(loosensContainers(text)).toEqual([]);
  },
);

test('security 18: what is laid over the shop and over the agent is looked at', () => {
  expect(overlays.map(({ name }) => name).toSorted()).toEqual(['agent/aws.yaml', 'shop/aws.yaml']);
});

test.each([
  'privileged: true',
  'cap_add: [SYS_ADMIN]',
  'user: root',
  'read_only: false',
  'mem_limit: !reset null',
  'network_mode: host',
])('security 18: a container with another "%s" is found', (line) => {
  expect(loosensContainers(`services:\n  cart:\n    image: x\n    ${line}\n`)).toHaveLength(1);
});
