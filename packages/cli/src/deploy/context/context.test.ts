import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { repositoryRoot } from '../../local/paths.ts';
import { addPair, contextArguments, fleetOf, withEnvironment } from './context.ts';
import { contextIn } from './context-in.ts';

test('pairs of the command line come over those of ARES_CONTEXT', () => {
  const given = addPair('hosts=2', addPair('fleet=shop'));
  const context = withEnvironment(given, { ARES_CONTEXT: 'fleet=other\n  vpcId=vpc-1=2' }, {});
  expect(context).toEqual({ fleet: 'shop', hosts: '2', vpcId: 'vpc-1=2' });
  expect(contextArguments(context)).toEqual(['-c', 'fleet=shop', '-c', 'vpcId=vpc-1=2', '-c', 'hosts=2']);
  expect([fleetOf(context), fleetOf({})]).toEqual(['shop', 'default']);
});

test('what is no pair is quoted, with where it stands', () => {
  expect(() => addPair('fleet')).toThrow('"fleet" in -c is no context value');
  expect(() => withEnvironment({}, { ARES_CONTEXT: 'fleet=a -c' }, {})).toThrow('"-c" in ARES_CONTEXT');
});

test('values of cdk.json count, beneath ARES_CONTEXT and the command line; those of cdk itself stay there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ares-cdk-json-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'cdk.json');
  const written = {
    fleet: 'written',
    hosts: 3,
    shop: false,
    zones: 'b',
    '@aws-cdk/core:x': true,
    'aws:cdk:y': 1,
    bad: {},
  };
  writeFileSync(path, JSON.stringify({ app: 'x', context: written }));
  expect(contextIn(path)).toEqual({ fleet: 'written', hosts: '3', shop: 'false', zones: 'b' });
  const context = withEnvironment({ hosts: '5' }, { ARES_CONTEXT: 'hosts=4 zones=c' }, contextIn(path));
  expect(context).toEqual({ fleet: 'written', hosts: '5', shop: 'false', zones: 'c' });
});

test('this checkout’s cdk.json is read where nobody says another', () =>
  expect(withEnvironment({ fleet: 'a' }, {})).toEqual({ ...contextIn(join(repositoryRoot, 'cdk.json')), fleet: 'a' }));
