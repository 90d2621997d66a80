import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { listHosts } from './list-hosts.ts';
import { emulatedHost } from './testing/emulated-host.ts';

test.each(['MiniStack', 'moto'] as const)('lists the running instances of one fleet on %s', async (emulator) => {
  const fleet = `fleet-${randomUUID()}`;
  const { ec2, hostId, terminate } = await emulatedHost(emulator, fleet);
  const other = await emulatedHost(emulator, `${fleet}-2`);
  onTestFinished(async () => void (await Promise.all([terminate(), other.terminate()])));
  const found = () => listHosts(ec2, fleet);
  await expect.poll(async () => (await found()).hosts.length).toBe(1);
  expect(await found()).toEqual({
    hosts: [{ hostId, address: expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/) }],
    withoutAddress: [],
  });
  await terminate();
  await expect.poll(found).toEqual({ hosts: [], withoutAddress: [] });
});
