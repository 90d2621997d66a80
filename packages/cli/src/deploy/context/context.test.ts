import { expect, test } from 'vitest';
import { addPair, contextArguments, fleetOf, withEnvironment } from './context.ts';

test('pairs of the command line come over those of ARES_CONTEXT', () => {
  const given = addPair('hosts=2', addPair('fleet=shop'));
  const context = withEnvironment(given, { ARES_CONTEXT: 'fleet=other\n  vpcId=vpc-1=2' });
  expect(context).toEqual({ fleet: 'shop', hosts: '2', vpcId: 'vpc-1=2' });
  expect(contextArguments(context)).toEqual(['-c', 'fleet=shop', '-c', 'vpcId=vpc-1=2', '-c', 'hosts=2']);
  expect([fleetOf(context), fleetOf({})]).toEqual(['shop', 'default']);
});

test('what is no pair is quoted, with where it stands', () => {
  expect(() => addPair('fleet')).toThrow('"fleet" in -c is no context value');
  expect(() => withEnvironment({}, { ARES_CONTEXT: 'fleet=a -c' })).toThrow('"-c" in ARES_CONTEXT');
});
