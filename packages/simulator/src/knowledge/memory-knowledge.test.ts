import { expect, test } from 'vitest';
import { knowledgeContract, memoryUnderTest, noChanges, TTL_MS } from '../testing/index.ts';
import { virtualClock } from '../virtual-clock.ts';
import { memoryKnowledge } from './memory-knowledge.ts';

knowledgeContract(memoryUnderTest);

test('rows 12 and 13: a store that is down says so in every method, and goes on where it was', async () => {
  const knowledge = memoryKnowledge(virtualClock());
  const lease = await knowledge.acquireLease('test', 'a', TTL_MS);
  if (!lease) throw new Error('no lease');
  const down = { code: 'STORE_UNAVAILABLE', retryable: true };
  knowledge.breakDown(['commit']);
  await expect(knowledge.commit(lease, noChanges)).rejects.toMatchObject(down);
  expect(await knowledge.beginTick(lease, '1')).toBe(true);
  knowledge.breakDown();
  await expect(knowledge.load('test', 0)).rejects.toMatchObject(down);
  await expect(knowledge.claim('a', 0)).rejects.toMatchObject(down);
  knowledge.breakDown([]);
  expect(await knowledge.acquireLease('test', 'a', TTL_MS)).toEqual(lease);
});

test('what it hands out and takes in are copies', async () => {
  const knowledge = memoryKnowledge(virtualClock());
  const lease = await knowledge.acquireLease('test', 'a', TTL_MS);
  if (!lease) throw new Error('no lease');
  const unreachable: Record<string, number> = { h: 1 };
  await knowledge.commit(lease, { ...noChanges, shard: { unreachable, metricsMissingSinceMs: {} } });
  unreachable.h = 2;
  expect((await knowledge.load('test', 0)).shard.unreachable).toEqual({ h: 1 });
});
