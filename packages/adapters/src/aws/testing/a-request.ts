import type { CommandRequest } from '@ares/core';

export const HOST = 'i-0123456789abcdef0';

export const aRequest = (over: Partial<CommandRequest> = {}): CommandRequest => ({
  actionId: 'incident-1.0.1',
  hostId: HOST,
  parameters: { ActionId: over.actionId ?? 'incident-1.0.1', Kind: 'restart' },
  executionTimeoutMs: 120_000,
  ...over,
});
