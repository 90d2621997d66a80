import * as z from 'zod';

/** Bodies of the queues. Each only wakes somebody: the truth is in the database. */

const hostId = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,127}$/);
const atMs = z.number().int().positive();
const shard = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,62}$/);

/** A host as `dispatch` found it. */
export const hostEntry = z.object({ hostId, address: z.ipv4() });
export type HostEntry = z.infer<typeof hostEntry>;

/** What CloudWatch says of a host: a metric's newest value, or an alarm's state. */
export const hostSignal = z.object({
  hostId,
  /** `CPUUtilization`, `StatusCheckFailed`, or the name of an alarm */
  name: z.string().min(1).max(255),
  value: z.union([z.number(), z.string().max(64)]),
  words: z.string().max(1_000),
  atMs,
});
export type HostSignalEntry = z.infer<typeof hostSignal>;

/** One of the four slots of the next minute, for one shard. */
const slotMessage = z.object({
  kind: z.literal('slot'),
  slotMs: atMs,
  shard,
  hosts: z.array(hostEntry),
  signals: z.array(hostSignal).default([]),
});

/** Look now: a host agent saw something, a command ended, or an action is in flight. */
const wakeMessage = z.object({
  kind: z.literal('wake'),
  /** One of both: agents know their host, ARES itself the shard. */
  hostId: hostId.optional(),
  shard: shard.optional(),
  reason: z.string().max(200),
  atMs,
});

/** A CloudWatch alarm of the team changed its state. `metrics` is the alarm's configuration as CloudWatch sends it. */
const alarmMessage = z.object({
  kind: z.literal('alarm'),
  name: z.string().max(255),
  state: z.string().max(64),
  reason: z.string(),
  time: z.iso.datetime({ offset: true }),
  metrics: z.unknown(),
});

export const tickMessage = z.discriminatedUnion('kind', [slotMessage, wakeMessage, alarmMessage]);
export type TickMessage = z.infer<typeof tickMessage>;
export type SlotMessage = z.infer<typeof slotMessage>;
export type WakeMessage = z.infer<typeof wakeMessage>;
export type AlarmMessage = z.infer<typeof alarmMessage>;

/** `tick` → `heal`: an intent is stored. */
export const actionMessage = z.object({ kind: z.literal('act'), actionId: z.string().min(1).max(128) });

/** `heal` → itself, later: how is the command doing? */
const followMessage = z.object({
  kind: z.literal('follow'),
  actionId: z.string().min(1).max(128),
  /** How often it was asked before; the waits between grow with it. */
  round: z.number().int().min(0),
});

/** SSM says that a command changed its state on a host. */
const commandMessage = z.object({
  kind: z.literal('command'),
  commandId: z.string().min(1).max(64),
  hostId,
  status: z.string().max(64),
});

export const healMessage = z.discriminatedUnion('kind', [actionMessage, followMessage, commandMessage]);
export type HealMessage = z.infer<typeof healMessage>;

/** `tick` → `notify`: one message of the outbox. */
export const notificationMessage = z.object({
  id: z.string().min(1),
  fleet: z.string(),
  kind: z.enum(['escalation', 'alarm', 'resolved']),
  incidentId: z.string().optional(),
  words: z.string(),
  atMs,
  /** Only these channels, where the others have it already. */
  channels: z.array(z.string()).optional(),
});
export type NotificationMessage = z.infer<typeof notificationMessage>;
