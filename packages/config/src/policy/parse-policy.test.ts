import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtinPolicy, parsePolicy } from './index.ts';

const policyOf = (text: string) => {
  const parsed = parsePolicy(text, 'ares.policy.yaml');
  if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors));
  return parsed.policy;
};

const errorsOf = (text: string) => {
  const parsed = parsePolicy(text, 'ares.policy.yaml');
  return 'errors' in parsed ? parsed.errors : [];
};

describe('defaults', () => {
  test('are those of the safety page', () =>
    expect(builtinPolicy).toEqual({
      version: 'builtin',
      profiles: {
        default: {
          autonomy: 'shadow',
          stateful: false,
          ladders: {
            crash: ['restart', 'recycle'],
            hang: ['restart', 'recycle'],
            unhealthy: ['restart', 'recycle'],
            'cpu-overload': ['scale-out'],
            'memory-growth': ['recycle'],
            errors: ['restart'],
            latency: ['restart'],
          },
          startPeriodMs: 20_000,
          scaleMax: 3,
          errorBudgetRatio: 0.01,
        },
      },
      services: {},
      maintenance: [],
      telemetryStaleMs: 10_000,
      deployGraceMs: 120_000,
      dependencySettleMs: 15_000,
      storm: { share: 0.49, rootsMin: 3, resumeMs: 60_000 },
      budgets: {
        service: { inFlightMax: 1, perHourMax: 12 },
        host: { inFlightMax: 2, perHourMax: 60 },
        fleet: { inFlightMax: 4, perHourMax: 200 },
      },
      cooldown: { baseMs: 10_000, maxMs: 300_000 },
      attempts: { max: 3, windowMs: 14_400_000 },
      flapping: { startShare: 0.5, endShare: 0.25 },
      verification: { probes: 3, stableMs: 10_000, deadlineMs: 60_000 },
      intentTtlMs: 60_000,
    }));

  test('a text adds to them, and its version is its own', () => {
    const policy = policyOf('profiles: { web: { autonomy: auto } }\nattempts: { window: 1h }\n');
    expect(policy.profiles.web).toEqual({ ...builtinPolicy.profiles.default, autonomy: 'auto' });
    expect(policy.profiles.default).toEqual(builtinPolicy.profiles.default);
    expect(policy.attempts).toEqual({ max: 3, windowMs: 3_600_000 });
    expect(policy.version).toMatch(/^[0-9a-f]{12}$/);
    expect(policyOf('profiles: {}\n').version).not.toBe(policy.version);
  });

  test('a ladder replaces the default one of its symptom only', () => {
    const { profiles } = policyOf('profiles: { web: { ladders: { crash: [recycle], hang: [] } } }');
    expect(profiles.web?.ladders).toMatchObject({ crash: ['recycle'], hang: [], unhealthy: ['restart', 'recycle'] });
  });

  test('a stateful profile has restart alone in its ladders', () => {
    const { profiles } = policyOf('profiles: { store: { stateful: true } }');
    expect(profiles.store?.ladders).toEqual({ crash: ['restart'], hang: ['restart'], unhealthy: ['restart'] });
  });

  test('a service has otherwise only what it names', () =>
    expect(policyOf('services: { cart: { startPeriod: 90s } }').services).toEqual({ cart: { startPeriodMs: 90_000 } }));

  test('names of object methods are no profiles', () => {
    expect(builtinPolicy.profiles.constructor).toBeUndefined();
    expect(policyOf('profiles: {}').services.constructor).toBeUndefined();
  });
});

describe('row 48: a bad text is refused with path, line, column and reason', () => {
  test.each([
    ['an unknown key', 'stom:\n  share: 1\n', 'stom', 1, 1, 'unknown key'],
    ['a nested one', 'profiles:\n  web:\n    autonmy: auto\n', 'profiles.web.autonmy', 3, 5, 'unknown key'],
    ['a wrong word', 'profiles:\n  web:\n    autonomy: yes\n', 'profiles.web.autonomy', 3, 15, '(found yes)'],
    ['a bare number', 'telemetryStale: 10\n', 'telemetryStale', 1, 17, 'a duration is text with its unit'],
    ['a bad duration', 'telemetryStale: ten seconds\n', 'telemetryStale', 1, 17, 'not a duration'],
    ['an unbounded grace', 'deployGrace: 2h\n', 'deployGrace', 1, 14, 'outside 0s to 30m (found 2h)'],
    [
      'a store that would be recreated',
      'profiles:\n  db:\n    stateful: true\n    ladders:\n      crash: [restart, recycle]\n',
      'profiles.db.ladders.crash[1]',
      5,
      24,
      'recycle is not for a stateful profile',
    ],
    [
      'a service that becomes a store',
      'services:\n  db: { stateful: true, ladders: { hang: [scale-out] } }\n',
      'services.db.ladders.hang[0]',
      2,
      43,
      'scale-out is not for a stateful profile',
    ],
    ['an act on a host', 'profiles: { a: { ladders: { host-down: [restart] } } }', 'host-down', 1, 29, 'unknown key'],
    ['a bad name', 'profiles:\n  My_Web: {}\n', 'profiles.My_Web', 2, 3, 'a name has'],
    ['no action at a time', 'budgets: { host: { inFlightMax: 0 } }', 'budgets.host.inFlightMax', 1, 33, 'Too small'],
    ['limits that cross', 'cooldown: { base: 10m }', 'cooldown.max', 1, 11, 'shorter than base'],
    ['a deadline before the proof', 'verification: { stable: 60s }', 'verification.deadline', 1, 15, 'not longer'],
    ['hysteresis upside down', 'flapping: { endShare: 0.9 }', 'flapping.endShare', 1, 23, 'above startShare'],
    [
      'a window that ends first',
      'maintenance:\n  - { from: 2030-01-02T00:00:00Z, to: 2030-01-01T00:00:00Z }\n',
      'maintenance[0].to',
      2,
      39,
      'ends before it begins',
    ],
    ['a tab', 'profiles:\n\tweb: {}\n', '', 2, 1, 'Tabs are not allowed as indentation'],
    ['a key twice', 'attempts: { max: 1 }\nattempts: { max: 2 }\n', '', 2, 1, 'Map keys must be unique'],
    ['two documents', 'profiles: {}\n---\nprofiles: {}\n', '', 2, 1, 'multiple documents'],
    ['a list', '- auto\n', '', 1, 1, 'expected object'],
    ['nothing', '', '', 1, 1, 'empty'],
    ['comments alone', '# later\n', '', 1, 1, 'empty'],
    ['a giant', `# ${'x'.repeat(300_000)}`, '', 1, 1, 'longer than'],
  ])('%s', (_, text, path, line, column, reason) => {
    const [error] = errorsOf(text);
    expect(error).toMatchObject({ file: 'ares.policy.yaml', line, column });
    expect(error?.path.endsWith(path)).toBe(true);
    expect(error?.reason).toContain(reason);
  });

  test('every problem is told, in the order of the file', () =>
    expect(errorsOf('intentTtl: 1s\nfoo: 1\nattempts:\n  max: 0\n').map(({ line }) => line)).toEqual([1, 2, 4]));

  test('aliases that grow into a giant are refused', () => {
    const grow = Array.from({ length: 8 }, (_, i) => `  - &a${i + 1} [${`*a${i}, `.repeat(9)}*a${i}]`).join('\n');
    expect(errorsOf(`maintenance:\n  - &a0 [x]\n${grow}\n`)[0]?.reason).toContain('alias');
  });

  test('no text makes it throw', () =>
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json(), fc.string({ unit: fc.constantFrom(...'{}[]:,- \n\t&*!|>ab"\'') })),
        (text) => {
          const parsed = parsePolicy(text, 'f');
          if ('errors' in parsed) expect(parsed.errors.length).toBeGreaterThan(0);
          else expect(parsed.policy.profiles.default).toBeDefined();
        },
      ),
    ));
});
