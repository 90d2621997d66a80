import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resolveParameters } from './parameters.ts';
import { fakeHost } from './testing/fake-host.ts';
import { hostileValue } from './testing/hostile.ts';
import { document } from './testing/script-result.ts';

const valid = () => fakeHost().parameters('restart');
const resolve = (values: Record<string, string>) => resolveParameters(document.parameters, values);

describe('the parameters of the document', () => {
  test.each(['restart', 'recycle', 'scale', 'capture', 'query'])(
    'a good %s passes, with the defaults added',
    (kind) => {
      const given = fakeHost().parameters(kind);
      expect(resolve(given)).toEqual({ Replicas: '', ...given });
    },
  );

  test('what may be left out is filled in', () => {
    const { ContainerId: _, StartedAt: __, StopTimeoutSeconds: ___, ...rest } = valid();
    expect(resolve(rest)).toMatchObject({ ContainerId: '', StartedAt: '', StopTimeoutSeconds: '5', Replicas: '' });
  });

  test.each(['ActionId', 'Epoch', 'Shard', 'Kind', 'ContainerName', 'ExpiresAt'])('%s must be given', (name) => {
    const { [name]: _, ...rest }: Record<string, string> = valid();
    expect(() => resolve(rest)).toThrow(`${name} is missing`);
  });

  test('every problem is named, with the value and what would be allowed', () => {
    expect(() => resolve({ ...valid(), Kind: 'down', Epoch: '-1', Extra: 'x' })).toThrow(
      'Extra is not a parameter of the document; Epoch is "-1", which does not match ^(0|[1-9][0-9]{0,14})$; ' +
        'Kind is "down", not one of restart, recycle, scale, capture, query',
    );
  });

  test('names of the prototype are not parameters', () => {
    expect(() =>
      resolve(JSON.parse(JSON.stringify(valid()).replace('{', '{"__proto__":"x","constructor":"y",'))),
    ).toThrow('constructor is not a parameter');
  });

  test('what is not a string is refused', () => {
    const wrong = { ...valid(), Epoch: 7 } as unknown as Record<string, string>;
    expect(() => resolve(wrong)).toThrow('Epoch is not a string');
  });

  test.each([
    ['ActionId', 'short'],
    ['ActionId', '.hidden-action'],
    ['ActionId', 'a/../../../etc/passwd'],
    ['ActionId', 'incident-1\n'],
    ['ContainerName', '-v'],
    ['ContainerName', '--privileged'],
    ['ContainerId', 'A'.repeat(64)],
    ['ContainerId', 'a'.repeat(63)],
    ['StartedAt', '2026-01-01'],
    ['StartedAt', '2026-01-01T00:00:00+02:00'],
    ['Replicas', '0'],
    ['Replicas', '100'],
    ['ExpiresAt', '0x7fffffff'],
    ['StopTimeoutSeconds', '61'],
    ['Shard', '../epoch'],
  ])('%s may not be %j', (name, value) => {
    expect(() => resolve({ ...valid(), [name]: value })).toThrow(name);
  });

  test('security 9: of 1,000 hostile values none passes', () => {
    const names = fc.constantFrom(...Object.keys(document.parameters));
    fc.assert(
      fc.property(names, hostileValue, (name, value) => {
        expect(() => resolve({ ...valid(), [name]: value })).toThrow(name);
      }),
      { numRuns: 1_000 },
    );
  });
});
