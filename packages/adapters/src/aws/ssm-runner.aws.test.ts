import { randomUUID } from 'node:crypto';
import { behaviourScripts, type CommandRunnerStage, commandRunnerContract } from '@ares/simulator/testing';
import { SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll } from 'vitest';
import { type EmulatedHost, emulatedHost } from './ec2/testing/emulated-host.ts';
import { type Emulator, emulators } from './ec2/testing/emulator.ts';
import { ssmCommandRunner } from './ssm-runner.ts';

/** The one document whose script MiniStack runs; it takes the script as a parameter, and any other as well. */
const document = { name: 'AWS-RunShellScript', version: '1', hash: 'a'.repeat(64) };

const hosts: Partial<Record<Emulator, EmulatedHost>> = {};
beforeAll(async () => {
  for (const emulator of ['MiniStack', 'moto'] as const)
    hosts[emulator] = await emulatedHost(emulator, `ssm-${randomUUID()}`);
});
afterAll(async () => void (await Promise.all(Object.values(hosts).map(({ terminate }) => terminate()))));

const stageOn = (emulator: Emulator) => async (): Promise<CommandRunnerStage> => {
  const ssm = new SSMClient(emulators[emulator]());
  const hostId = hosts[emulator]?.hostId ?? '';
  return {
    runner: ssmCommandRunner({ ssm, document }),
    hostId,
    request: (actionId, behaviour) => ({
      actionId,
      hostId,
      parameters: { ActionId: actionId, commands: behaviourScripts[behaviour] },
      executionTimeoutMs: 120_000,
    }),
    spoil: (request) => ({ ...request, hostId: 'i-00000000000000000' }),
    close: async () => ssm.destroy(),
  };
};

commandRunnerContract('SSM on MiniStack', { executes: true }, stageOn('MiniStack'));
commandRunnerContract('SSM on moto', { executes: false }, stageOn('moto'));
