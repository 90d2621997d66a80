import { heal, tick } from '@ares/core';
import { expect, test } from 'vitest';
import { aContainer, aFakePorts, aSnapshot, START_MS } from './index.ts';

const slot = { shard: 'test', holder: 'a', leaseTtlMs: 15_000 };
const crashed = aContainer({ state: 'exited', exitCode: 137, finishedAtMs: START_MS - 500, probes: [] });

test('a tick over the fakes sees a crash, intends a heal and sends it', async () => {
  const ports = aFakePorts();
  ports.hosts.set('host-1', aSnapshot({ containers: [crashed] }));
  const report = await tick(ports, { ...slot, key: '1' });
  if (report.kind !== 'done') throw new Error(`skipped: ${report.why}`);
  expect(report.wake).toHaveLength(1);
  for (const id of report.wake) await heal(ports, id);
  expect(ports.commands.accepted).toMatchObject([{ hostId: 'host-1', parameters: { Kind: 'restart' } }]);
  expect(ports.knowledge.actions()).toMatchObject([{ state: 'sent', kind: 'restart' }]);
});

test('a host that fails stays in the fleet, a removed one does not', async () => {
  const { hosts } = aFakePorts();
  hosts.fail('host-1');
  await expect(hosts.snapshot({ hostId: 'host-1' }, 1)).rejects.toMatchObject({ code: 'HOST_UNREACHABLE' });
  expect(await hosts.hosts('test')).toEqual([{ hostId: 'host-1' }]);
  hosts.remove('host-1');
  expect(await hosts.hosts('test')).toEqual([]);
});
