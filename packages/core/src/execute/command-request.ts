import type { Action, ActionKind } from '../model/action.ts';
import type { CommandRequest } from '../ports/command-runner.ts';

export const EXECUTION_TIMEOUT_MS = 120_000;

const scriptKinds: Readonly<Record<ActionKind, string>> = {
  restart: 'restart',
  recycle: 'recycle',
  'scale-out': 'scale',
  'scale-in': 'scale',
  capture: 'capture',
};

/** The parameters of the SSM document, by its names. Times are seconds, as the script compares them with `date +%s`. */
export const commandRequest = (action: Action): CommandRequest => ({
  actionId: action.id,
  hostId: action.hostId,
  executionTimeoutMs: EXECUTION_TIMEOUT_MS,
  parameters: {
    ActionId: action.id,
    Epoch: String(action.epoch),
    Shard: action.shard,
    Kind: scriptKinds[action.kind],
    ContainerName: action.containerName,
    ContainerId: action.containerId,
    StartedAt: action.startedAt,
    ExpiresAt: String(Math.ceil(action.expiresAtMs / 1_000)),
    StopTimeoutSeconds: String(action.stopTimeoutSeconds),
    ...(action.replicas === undefined ? {} : { Replicas: String(action.replicas) }),
  },
});
