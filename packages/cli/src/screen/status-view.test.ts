import { expect, test } from 'vitest';
import { statusView } from './status-view.ts';
import { healed, incident, NOW, onHost, overview, service, view } from './testing/scene.ts';

const two = [service('cart'), service('user')];

test('one sentence says whether it is bad and whether it is handled', () => {
  expect(view({ services: two }, [healed()]).sentence).toBe(
    'All 2 services healthy. Last heal 54 s ago: cart, verified.',
  );
  const down = view({ services: [service('cart', { health: 'DOWN' }), service('user')] });
  expect(down).toMatchObject({ verdict: 'sick', sentence: 'cart DOWN. 1 of 2 services healthy.' });
  expect(view({ services: [] }).sentence).toContain('ares.service');
});

test('old data are unknown, whatever they say: the state is of then', () => {
  const stale = view({ lastTickAtMs: NOW - 48_000, services: [service('cart', { lastSeenAtMs: NOW - 48_000 })] });
  expect(stale).toMatchObject({
    verdict: 'unknown',
    stale: true,
    lastTickAgeMs: 48_000,
    sentence: 'Unknown: ARES does not run; last tick 48 s ago. → npm start',
    services: [{ state: 'UNKNOWN', lastState: 'HEALTHY', asOfMs: NOW - 48_000, note: 'was HEALTHY 48 s ago' }],
  });
  expect(view({ lastTickAtMs: NOW - 19_000 })).toMatchObject({ verdict: 'healthy', stale: false });
  const { lastTickAtMs: _, ...never } = view({ lastTickAtMs: undefined as never });
  expect(never).toMatchObject({ verdict: 'unknown', stale: true, sentence: 'Unknown: no tick yet. → npm start' });
});

test('elsewhere ticks are further apart, and another command looks why there are none', () => {
  const there = (agoMs: number) =>
    statusView({
      overview: overview({ lastTickAtMs: NOW - agoMs }),
      recent: [],
      nowMs: NOW,
      staleAfterMs: 60_000,
      whenStale: 'npx ares doctor --remote URL',
    });
  expect(there(59_000)).toMatchObject({ verdict: 'healthy', stale: false });
  expect(there(61_000).sentence).toBe('Unknown: ARES does not run; last tick 61 s ago. → npx ares doctor --remote URL');
});

test('where ARES itself draws the picture it does not say that it does not run', () => {
  const stale = view({ lastTickAtMs: NOW - 48_000 }, [], true);
  expect(stale.sentence).toBe('Unknown: ARES cannot look; last tick 48 s ago. → npx ares doctor');
});

test('services of a silent host are unknown since it was read last', () => {
  const services = [service('cart', { lastSeenAtMs: NOW - 12_000 }), service('user', { lastSeenAtMs: NOW - 12_000 })];
  const silent = { services, silentHosts: { 'host-1': NOW - 12_000 } };
  const words = 'host host-1 does not answer, last read 12 s ago. 0 of 2 services known to be healthy.';
  expect(view(silent)).toMatchObject({ verdict: 'unknown', sentence: `Unknown: ${words}` });
  expect(view(silent).services).toMatchObject([{ state: 'UNKNOWN' }, { state: 'UNKNOWN' }]);
  expect(view({ ...silent, openIncidents: [onHost('host-down')] })).toMatchObject({ verdict: 'sick', sentence: words });
});

test('row 28: an open incident of a host is in the sentence and in the verdict', () =>
  expect(view({ services: two, openIncidents: [onHost('telemetry-loss')] })).toMatchObject({
    verdict: 'sick',
    sentence: 'host host-1: telemetry-loss. 2 of 2 services healthy.',
  }));

test('an open incident of a service that is healthy again is still told', () =>
  expect(view({ openIncidents: [incident()] })).toMatchObject({
    verdict: 'sick',
    sentence: 'cart: crash. 1 of 1 services healthy.',
  }));

test('where a person is needed the sentence says so', () => {
  const lost = { ...onHost('telemetry-loss'), state: 'escalated' } as const;
  expect(view({ openIncidents: [lost] }).sentence).toContain('host host-1: telemetry-loss (a person is needed).');
  const silentHosts = { 'host-1': NOW - 12_000 };
  const down = { ...onHost('host-down'), state: 'escalated' } as const;
  expect(view({ silentHosts, openIncidents: [down] }).sentence).toContain('last read 12 s ago (a person is needed).');
  const services = [service('cart', { health: 'DOWN' })];
  const { sentence } = view({ services, openIncidents: [incident({ state: 'escalated' })] });
  expect(sentence).toContain('cart DOWN (a person is needed).');
});

test('a storm of troubles stays one sentence', () => {
  const services = Array.from({ length: 9 }, (_, i) => service(`s${i}`, { health: 'DOWN' }));
  expect(view({ services }).sentence).toBe(
    's0 DOWN, s1 DOWN, s2 DOWN, s3 DOWN, s4 DOWN and 4 more. 0 of 9 services healthy.',
  );
});

test('trouble stands first', () => {
  const services = [service('cart'), service('user', { health: 'DOWN' }), service('api', { health: 'DEGRADED' })];
  expect(view({ services }).services.map(({ name }) => name)).toEqual(['user', 'api', 'cart']);
});

test('the view carries nothing of how the store keeps it', () => {
  const { services, incidents, killSwitch, policy } = view({ policyVersion: 'v1', policyRejected: 'f.yaml:3: bad' }, [
    healed(),
  ]);
  expect(services).toEqual([
    {
      id: 'host-1/shop/cart',
      name: 'cart',
      host: 'host-1',
      state: 'HEALTHY',
      lastState: 'HEALTHY',
      asOfMs: NOW - 1_000,
      sinceMs: NOW - 60_000,
      note: '',
      replicas: { running: 1, known: 1 },
      autonomy: 'auto',
      inPersonsHands: false,
      signals: {},
    },
  ]);
  expect(incidents).toEqual([
    {
      id: '0123456789',
      service: 'cart',
      host: 'host-1',
      container: 'shop-cart-1',
      symptom: 'crash',
      state: 'healed',
      open: false,
      because: 'exited with code 137',
      beganAtMs: NOW - 60_500,
      detectedAtMs: NOW - 60_000,
      closedAtMs: NOW - 54_000,
    },
  ]);
  expect([killSwitch, policy]).toEqual([{ on: false }, { version: 'v1', rejected: 'f.yaml:3: bad' }]);
});

test('an open incident is listed however many newer ones are over', () => {
  const old = incident({ id: 'old', detectedAtMs: NOW - 9_000_000 });
  const { incidents } = view({ openIncidents: [old] }, [healed({ id: 'new' })]);
  expect(incidents.map(({ id, open }) => [id, open])).toEqual([
    ['new', false],
    ['old', true],
  ]);
});
