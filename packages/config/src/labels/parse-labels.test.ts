import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseLabels } from './parse-labels.ts';

const plain = { hasHealthcheck: false };
const cart = (labels: Record<string, string> = {}) => parseLabels({ 'ares.service': 'cart', ...labels }, plain);

test('a container without ares.service is not managed, whatever else it carries', () => {
  expect(parseLabels({ 'com.docker.compose.service': 'cart', 'ares.health': 'nonsense' }, plain)).toEqual({
    kind: 'unmanaged',
  });
});

test('all labels of a service', () => {
  const reading = cart({
    'ares.depends-on': 'postgres, redis,postgres',
    'ares.health': 'http:8080/health/ready?deep=1',
    'ares.metrics': 'http:9464/metrics',
    'ares.policy': 'stateless',
    'ares.start-period': '1.5m',
    'ares.fleet': 'blue',
    'com.docker.compose.project': 'shop',
    'ares.unknown': 'Of A Newer Version',
  });
  expect(reading).toEqual({
    kind: 'ok',
    fleet: 'blue',
    labels: {
      service: 'cart',
      dependsOn: ['postgres', 'redis'],
      health: { kind: 'http', port: 8080, path: '/health/ready?deep=1' },
      metrics: { port: 9464, path: '/metrics' },
      policy: 'stateless',
      startPeriodMs: 90_000,
    },
  });
});

test.each([
  ['http:80', { kind: 'http', port: 80, path: '/' }],
  ['tcp:6379', { kind: 'tcp', port: 6379 }],
  ['postgres:5432', { kind: 'postgres', port: 5432 }],
  ['redis:65535', { kind: 'redis', port: 65_535 }],
  ['none', { kind: 'none' }],
])('ares.health %s', (text, health) => {
  expect(cart({ 'ares.health': text })).toMatchObject({ kind: 'ok', labels: { health } });
});

test.each([
  [true, {}, 'docker'],
  [false, {}, 'none'],
  [true, { 'ares.health': 'docker' }, 'docker'],
  [true, { 'ares.health': 'tcp:80' }, 'tcp'],
])('with a HEALTHCHECK: %s, labels %o: %s', (hasHealthcheck, labels, kind) => {
  const reading = parseLabels({ 'ares.service': 'cart', ...labels }, { hasHealthcheck });
  expect(reading).toMatchObject({ kind: 'ok', labels: { health: { kind } } });
});

test.each([
  ['ares.service', ''],
  ['ares.service', 'Cart'],
  ['ares.service', '-cart'],
  ['ares.service', 'c'.repeat(64)],
  ['ares.depends-on', 'redis,Not Good'],
  ['ares.depends-on', 'redis,cart'],
  ['ares.health', 'docker'],
  ['ares.health', 'docker:80'],
  ['ares.health', 'https:443/'],
  ['ares.health', 'toString'],
  ['ares.health', 'http:0/'],
  ['ares.health', 'http:65536/'],
  ['ares.health', 'http:080/'],
  ['ares.health', 'http:80/a b'],
  ['ares.health', 'http:80/\r\nHost: x'],
  ['ares.health', 'tcp:80/path'],
  ['ares.health', 'tcp'],
  ['ares.metrics', '9464/metrics'],
  ['ares.metrics', 'http:metrics'],
  ['ares.policy', 'state less'],
  ['ares.start-period', '20'],
  ['ares.start-period', '2h'],
  ['ares.start-period', '-1s'],
  ['ares.fleet', 'Blue'],
])('%s %j is reported with its name and a reason', (label, value) => {
  expect(cart({ [label]: value })).toEqual({ kind: 'invalid', fleet: 'default', label, reason: expect.any(String) });
});

test('the reason says what to write instead', () => {
  expect(cart({ 'ares.health': 'https:443/' })).toMatchObject({ reason: expect.stringContaining('tcp:PORT') });
  expect(cart({ 'ares.health': 'tcp:0' })).toMatchObject({ reason: expect.stringContaining('1 to 65535') });
});

test('an invalid container stays in its fleet', () => {
  expect(cart({ 'ares.fleet': 'blue', 'ares.health': '?' })).toMatchObject({ kind: 'invalid', fleet: 'blue' });
});

const anyLabels = fc.dictionary(
  fc.constantFrom('ares.service', 'ares.health', 'ares.depends-on', 'ares.metrics', 'ares.start-period', 'x'),
  fc.oneof(fc.string(), fc.constantFrom('cart', 'http:80/', 'tcp:1', 'docker', '1s', 'a,b')),
);

test('any labels whatever are read without an error, and an ok reading is usable', () => {
  fc.assert(
    fc.property(anyLabels, fc.boolean(), (labels, hasHealthcheck) => {
      const reading = parseLabels(labels, { hasHealthcheck });
      if (reading.kind === 'invalid') expect([reading.label in labels, reading.reason !== '']).toEqual([true, true]);
      expect(reading.kind === 'unmanaged').toBe(!('ares.service' in labels));
      if (reading.kind !== 'ok') return;
      const { kind, port, path } = reading.labels.health;
      const needsPort = ['http', 'tcp', 'postgres', 'redis'].includes(kind);
      expect(port !== undefined && port >= 1 && port <= 65_535).toBe(needsPort);
      expect(path?.startsWith('/') ?? false).toBe(kind === 'http');
      expect(path ?? '/').not.toMatch(/[\s\r\n]/);
    }),
  );
});

test('every port and printable path comes back as it was written', () => {
  const path = fc.stringMatching(/^\/[\x21-\x7e]{0,40}$/);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 65_535 }), path, (port, text) => {
      expect(cart({ 'ares.health': `http:${port}${text}`, 'ares.metrics': `http:${port}${text}` })).toMatchObject({
        labels: { health: { kind: 'http', port, path: text }, metrics: { port, path: text } },
      });
    }),
  );
});
