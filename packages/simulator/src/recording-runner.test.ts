import { recordingRunner } from './recording-runner.ts';
import { commandRunnerContract } from './testing/command-runner-contract.ts';
import { virtualClock } from './virtual-clock.ts';

commandRunnerContract('recording runner', { executes: false }, async () => ({
  runner: recordingRunner(virtualClock()),
  hostId: 'host-1',
  request: (actionId) => ({
    actionId,
    hostId: 'host-1',
    parameters: { ActionId: actionId },
    executionTimeoutMs: 120_000,
  }),
  spoil: (request) => request,
  close: async () => {},
}));
