import { aMemory } from '@ares/simulator';
import { expect, test } from 'vitest';
import type { LabelProblem, ShardMemory } from '../model/knowledge.ts';
import type { HostSnapshot } from '../model/snapshot.ts';
import { aContainer, aFleet, aHost, aKnowledge, HOST, NOW } from '../testing/fixtures.ts';
import { shardNews } from './shard-news.ts';

const shard: ShardMemory = { unreachable: {}, metricsMissingSinceMs: {} };
const labelled = (labels: Parameters<typeof aContainer>[1]) => aFleet([aHost([aContainer('cart', labels)])]);
const hostWith = (over: Partial<HostSnapshot>) => {
  const host = aHost([aContainer('cart')]);
  return { ...host, ...(host.snapshot ? { snapshot: { ...host.snapshot, ...over } } : {}) };
};
const problem: LabelProblem = {
  hostId: HOST,
  containerName: 'x',
  label: 'ares.health',
  reason: 'no port',
  leftAlone: true,
};

test('row 48: a policy that was refused is told until a good one is read', () => {
  const told = shardNews(shard, labelled({}), 'f.yaml:3: bad');
  expect(told).toMatchObject({ policyRejected: 'f.yaml:3: bad', policyVersion: 'test' });
  expect(shardNews(told, labelled({}), undefined)).not.toHaveProperty('policyRejected');
});

test('containers whose labels cannot be read are told as left alone', () => {
  const fleet = aFleet([hostWith({ invalid: [{ containerName: 'x', label: 'ares.health', reason: 'no port' }] })]);
  expect(shardNews(shard, fleet, undefined).labelProblems).toEqual([problem]);
  expect(shardNews({ ...shard, labelProblems: [problem] }, labelled({}), undefined).labelProblems).toEqual([]);
});

test('a profile that the policy does not have is told, and that the default one applies', () => {
  expect(shardNews(shard, labelled({ labels: { policy: 'nosuch' } }), undefined).labelProblems).toEqual([
    {
      hostId: HOST,
      containerName: 'shop-cart-1',
      label: 'ares.policy',
      reason: 'the policy has no profile nosuch: default applies',
      leftAlone: false,
    },
  ]);
  expect(shardNews(shard, labelled({ labels: { policy: 'default' } }), undefined).labelProblems).toEqual([]);
  expect(shardNews(shard, labelled({ labels: { policy: 'constructor' } }), undefined).labelProblems).toHaveLength(1);
});

test('a dependency that was never there is told; one that is there, or was, is not', () => {
  const labels = { dependsOn: ['postgres', 'nosuch'] };
  const host = aHost([aContainer('cart', { labels }), aContainer('postgres', { id: 'b'.repeat(64) })]);
  const { labelProblems } = shardNews(shard, aFleet([host]), undefined);
  expect(labelProblems).toMatchObject([{ label: 'ares.depends-on', reason: 'no service is called nosuch' }]);
  const knowledge = aKnowledge({ services: [aMemory({ service: 'nosuch' })] });
  expect(shardNews(shard, aFleet([host], { knowledge }), undefined).labelProblems).toEqual([]);
});

test('what a host had stays told while it cannot be read, with the time of its last reading', () => {
  const before = { ...shard, labelProblems: [problem], lastReadAtMs: { [HOST]: 5, gone: 3 } };
  const silent = shardNews(before, aFleet([{ hostId: HOST }]), undefined);
  expect(silent).toMatchObject({ labelProblems: [problem], lastReadAtMs: { [HOST]: 5 } });
  expect(silent.lastReadAtMs).not.toHaveProperty('gone');
  expect(shardNews(before, labelled({}), undefined).lastReadAtMs).toEqual({ [HOST]: NOW });
});

test('row 34: a host full of bad labels does not fill the store', () => {
  const invalid = Array.from({ length: 500 }, (_, i) => ({ containerName: `c${i}`, label: 'l', reason: 'r' }));
  expect(shardNews(shard, aFleet([hostWith({ invalid })]), undefined).labelProblems?.length).toBeLessThanOrEqual(20);
});
