import { docker } from '@ares/adapters/docker/testing';
import { expect, onTestFinished, test } from 'vitest';
import { stubBus } from './events/testing/stub-bus.ts';
import { agentStage } from './testing/agent-stage.ts';

test('a container that is killed is on the bus, with fleet and host', async () => {
  const requests = await stubBus(200, { FailedEntryCount: 0, Entries: [] });
  const events = { bus: 'ares', region: 'eu-central-1', fleetTag: 'prod' };
  const stage = await agentStage(undefined, { events });
  onTestFinished(() => stage.close());
  const id = await stage.run('web', [], ['sleep', '600']);
  await expect.poll(async () => (await stage.container('web'))?.state).toBe('running');
  await docker('kill', id);
  const details = () =>
    requests
      .flatMap(({ body }) => (body as { Entries: { Detail: string }[] }).Entries)
      .map(({ Detail }) => JSON.parse(Detail));
  const died = { fleet: 'prod', hostId: 'test-host', reason: 'die', containerName: stage.name('web') };
  await expect.poll(details).toContainEqual({ ...died, atMs: expect.any(Number) });
});
