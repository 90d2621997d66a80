import type { HostSnapshot } from '@ares/core';
import * as z from 'zod';

const text = z.string();
const count = z.int().nonnegative();
const atMs = z.number().nonnegative();
const port = z.int().min(1).max(65_535);

const labels = z.object({
  service: text.min(1),
  dependsOn: z.array(text),
  health: z.object({
    kind: z.enum(['http', 'tcp', 'postgres', 'redis', 'docker', 'none']),
    port: port.exactOptional(),
    path: text.exactOptional(),
  }),
  metrics: z.object({ port, path: text }).exactOptional(),
  policy: text.exactOptional(),
  startPeriodMs: z.number().nonnegative().exactOptional(),
});

const probe = z.object({
  atMs,
  durationMs: z.number().nonnegative(),
  outcome: z.enum(['ok', 'timeout', 'refused', 'bad-status', 'error']),
  status: z.int().exactOptional(),
});

const container = z.object({
  id: text.regex(/^[0-9a-f]{64}$/),
  name: text.min(1),
  project: text,
  composeService: text,
  labels,
  imageId: text,
  configHash: text,
  state: z.enum(['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead']),
  startedAt: text,
  startedAtMs: atMs,
  finishedAtMs: atMs.exactOptional(),
  exitCode: z.int().exactOptional(),
  oomKilled: z.boolean(),
  settling: z.boolean(),
  restartPolicy: z.object({ name: z.enum(['no', 'always', 'unless-stopped', 'on-failure']), maxRetries: count }),
  restartCount: count,
  exitsAtMs: z.array(atMs),
  dockerHealth: z.enum(['none', 'starting', 'healthy', 'unhealthy']),
  probes: z.array(probe),
  scalable: z.boolean(),
  memoryLimitBytes: z.number().positive().exactOptional(),
  cpuLimitCores: z.number().positive().exactOptional(),
});

/** What an agent may say; fields of a newer one are left out. */
export const snapshotSchema: z.ZodType<HostSnapshot> = z.object({
  hostId: text.min(1),
  takenAtMs: atMs,
  agentStartedAtMs: atMs,
  docker: z.object({ ok: z.boolean(), lastOkAtMs: atMs, error: text.exactOptional() }),
  containers: z.array(container),
  intents: z.array(
    z.object({ containerName: text, containerId: text, kind: z.enum(['stop', 'pause', 'remove']), atMs }),
  ),
  intentUnknownSinceMs: atMs.exactOptional(),
  invalid: z.array(z.object({ containerName: text, label: text, reason: text })),
});
