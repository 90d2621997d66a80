import * as z from 'zod';

/** Go writes `null` for an empty map, list or pointer. */
const orEmpty = <T extends z.ZodType>(schema: T, empty: z.output<T>) =>
  schema.nullish().transform((value) => value ?? empty);

const strings = z.record(z.string(), z.string());
const networks = orEmpty(
  z.record(z.string(), z.object({ IPAddress: z.string().default(''), GlobalIPv6Address: z.string().default('') })),
  {},
);

export const listSchema = z.array(
  z.object({
    Id: z.string().regex(/^[0-9a-f]{64}$/),
    Names: orEmpty(z.array(z.string()), []),
    State: z.string(),
    Status: z.string(),
    NetworkSettings: z.object({ Networks: networks }).nullish(),
  }),
);

export const inspectSchema = z.object({
  Id: z.string().regex(/^[0-9a-f]{64}$/),
  Name: z.string(),
  Image: z.string(),
  RestartCount: z.int().nonnegative(),
  State: z.object({
    Status: z.enum(['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead']),
    OOMKilled: z.boolean(),
    Pid: z.int(),
    ExitCode: z.int(),
    StartedAt: z.string(),
    FinishedAt: z.string(),
    Health: z.object({ Status: z.string() }).nullish(),
  }),
  Config: z.object({
    Labels: orEmpty(strings, {}),
    StopSignal: z.string().default(''),
    Healthcheck: z.object({ Test: orEmpty(z.array(z.string()), []) }).nullish(),
  }),
  HostConfig: z.object({
    NetworkMode: z.string().default(''),
    CgroupParent: z.string().default(''),
    RestartPolicy: z.object({ Name: z.string(), MaximumRetryCount: z.int().default(0) }),
    PortBindings: orEmpty(z.record(z.string(), orEmpty(z.array(z.object({ HostPort: z.string() })), [])), {}),
    Memory: z.number().default(0),
    NanoCpus: z.number().default(0),
    CpuQuota: z.number().default(0),
    CpuPeriod: z.number().default(0),
  }),
  NetworkSettings: z.object({ Networks: networks }),
});

export type Inspected = z.output<typeof inspectSchema>;

export const eventSchema = z.object({
  Type: z.string(),
  Action: z.string(),
  Actor: z.object({ ID: z.string(), Attributes: orEmpty(strings, {}) }),
  timeNano: z.number(),
});

export const networkSchema = z.object({
  Created: z.string(),
  IPAM: z.object({ Config: orEmpty(z.array(z.object({ Gateway: z.string().default('') })), []) }),
});
