import { expect, test } from 'vitest';
import { serviceTable } from './service-table.ts';
import { incident, NOW, service, view } from './testing/scene.ts';

const plain = (_: string, text: string) => text;
const signals = {
  cpuLimitRatio: 0.123,
  memoryLimitRatio: 0.4,
  requestsPerSecond: 12.4,
  latencySecondsP95: 0.0842,
  errorRatio1m: 0.004,
};
const measured = service('cart', { signals });
const lines = (width: number, over: Parameters<typeof view>[0] = { services: [measured] }) =>
  serviceTable(view(over), width, plain).split('\n');

test('a service is a row: state as icon and word, replicas, autonomy, and its numbers with their units', () =>
  expect(lines(120)).toEqual([
    'STATE      SERVICE   UP  MODE  CPU  MEM  REQ/S    P95  ERRORS   FOR',
    '✓ HEALTHY  cart     1/1  auto  12%  40%     12  84 ms    0.4%  60 s',
  ]));

test('what nobody measures has no column, and what one does not have is a dash', () => {
  expect(lines(120, { services: [service('cart')] })[0]).toBe('STATE      SERVICE   UP  MODE   FOR');
  const [, first, second] = lines(120, { services: [service('user', { signals: { cpuLimitRatio: 1 } }), measured] });
  expect(first).toContain('cart');
  expect(second).toMatch(/user +1\/1 {2}auto {2}100% +– +– +– +– +60 s$/);
});

test('the risk is a column where models say one', () => {
  const risk = (value: number) => ({ bits: '0', raised: false, atMs: NOW, risk: value, evidence: [] });
  const services = [0.42, 0.9996].map((value, n) => service(`s${n}`, { signals, risk: risk(value) }));
  const [head, ...rows] = lines(80, { services });
  expect(head).toMatch(/ERRORS {3}RISK {3}FOR$/);
  expect(rows).toEqual([
    expect.stringMatching(/0\.4% {3}0\.42 {2}60 s$/),
    expect.stringMatching(/0\.4% {2}0\.999 {2}60 s$/),
  ]);
  expect(lines(80, { services, lastTickAtMs: NOW - 60_000 })[0]).not.toContain('RISK');
});

test('the host is a column only where there is more than one', () => {
  const there = service('user', { hostId: 'host-2', serviceId: 'host-2/shop/user' });
  expect(lines(120)[0]).not.toContain('HOST');
  expect(lines(120, { services: [measured, there] })[0]).toContain('HOST');
});

test('numbers yield to words where both do not fit, and no line is wider than the terminal', () => {
  const sick = {
    services: [measured, service('user', { health: 'DOWN', signals })],
    openIncidents: [incident({ service: 'user', serviceId: 'host-1/shop/user' })],
  };
  expect(lines(140, sick)[0]).toMatch(/ERRORS {3}FOR {2}NOTE$/);
  expect(lines(80, sick)[0]).toMatch(/MEM {2}REQ\/S {2}NOTE$/);
  expect(lines(80, sick)[1]).toContain('(crash: exited with code 137)');
  expect(lines(60, sick)[0]).toMatch(/MODE {2}NOTE$/);
  for (const width of [20, 40, 60, 80, 100]) {
    expect(Math.max(...lines(width, sick).map((line) => line.length))).toBeLessThanOrEqual(width);
  }
});

test('what is unknown has no colour of health, and its own icon', () => {
  const painted = serviceTable(view({ lastTickAtMs: NOW - 60_000 }), 80, (colour, text) => `<${colour}>${text}`);
  expect(painted).toContain('<dim>? UNKNOWN');
  expect(painted).not.toContain('<green>');
});

test('slow is told in seconds, a share below a tenth with a digit more', () => {
  const slow = { latencySecondsP95: 1.234, errorRatio1m: 0, cpuLimitRatio: 1.05 };
  expect(lines(120, { services: [service('cart', { signals: slow })] })[1]).toMatch(/105% +1\.2 s +0% +60 s$/);
});
