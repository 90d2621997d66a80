import type { CursorState } from '@ares/adapters/docker';
import type { EpochMs } from '@ares/core';
import { z } from 'zod';
import type { WatchState } from '../watch/watch.ts';

/** What the agent has to know after a restart of its own. */
export interface AgentMemory {
  /** Last sign of life of Docker. */
  readonly lastSeenAtMs: EpochMs;
  readonly cursor: CursorState;
  readonly state: WatchState;
}

const atMs = z.number().nonnegative();
const text = z.string();

const watch = z.object({
  id: text,
  name: text,
  project: text,
  composeService: text,
  running: z.boolean(),
  run: z.object({
    startedAtMs: atMs,
    stopSignalAtMs: atMs.exactOptional(),
    killedAtMs: atMs.exactOptional(),
    stopped: z.boolean(),
  }),
  settling: z
    .object({ awaits: z.enum(['stop', 'destroy', 'die']), exitAtMs: atMs, untilMs: z.number() })
    .exactOptional(),
  exitsAtMs: z.array(atMs),
  restartCount: z.int().nonnegative(),
  ooms: z.int().nonnegative(),
});

const intent = z.object({
  containerName: text,
  containerId: text,
  kind: z.enum(['stop', 'pause', 'remove']),
  atMs,
  signalledAtMs: atMs,
});

const schema = z.object({
  version: z.literal(1),
  lastSeenAtMs: atMs,
  cursor: z.object({ generation: text, atMs, keys: z.array(text) }),
  watches: z.array(watch),
  intents: z.array(intent),
  unknown: z.object({ sinceMs: atMs, leftMs: z.number() }).exactOptional(),
});

export function toText({ lastSeenAtMs, cursor, state }: AgentMemory): string {
  const { watches, ...rest } = state;
  return JSON.stringify({ version: 1, lastSeenAtMs, cursor, watches: [...watches.values()], ...rest });
}

/** @throws Error when the text is not what `toText` wrote */
export function fromText(written: string): AgentMemory {
  const { version: _, lastSeenAtMs, cursor, watches, ...rest } = schema.parse(JSON.parse(written));
  return { lastSeenAtMs, cursor, state: { ...rest, watches: new Map(watches.map((one) => [one.id, one])) } };
}
