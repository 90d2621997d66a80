import * as z from 'zod';
import { duration } from './duration.ts';
import { name, overrideSchema, profileSchema } from './profile-schema.ts';

const share = z.number().gt(0).max(1);
const count = z.int().min(1).max(100_000);

const budget = (inFlightMax: number, perHourMax: number) =>
  z.strictObject({ inFlightMax: count.prefault(inFlightMax), perHourMax: count.prefault(perHourMax) }).prefault({});

const maintenanceWindow = z
  .strictObject({
    from: z.iso.datetime({ offset: true, error: 'a time is written as 2030-01-31T22:00:00Z' }).transform(Date.parse),
    to: z.iso.datetime({ offset: true, error: 'a time is written as 2030-01-31T22:00:00Z' }).transform(Date.parse),
    services: z.array(name).prefault([]).meta({ description: 'Services that it covers; none: all.' }),
  })
  .refine(({ from, to }) => from < to, { error: 'ends before it begins', path: ['to'] });

const storm = z.strictObject({
  // The complement of medik8s' minHealthy of 51 %.
  share: share.prefault(0.49),
  rootsMin: count.prefault(3),
  resume: duration('0s', '1h', 'Calm after a storm before ARES acts again.').prefault('60s'),
});

const cooldown = z
  .strictObject({
    // Kubernetes' crash loop back-off.
    base: duration('1s', '1h', 'Wait after the first action; doubles with each one.').prefault('10s'),
    max: duration('1s', '24h', 'The longest such wait.').prefault('300s'),
  })
  .refine(({ base, max }) => base <= max, { error: 'shorter than base', path: ['max'] });

const attempts = z.strictObject({
  // Kubernaut.
  max: count.prefault(3),
  window: duration('1m', '7d', 'Attempts older than this are forgotten.').prefault('4h'),
});

const flapping = z
  .strictObject({
    // Nagios.
    startShare: share.prefault(0.5),
    endShare: share.prefault(0.25),
  })
  .refine(({ startShare, endShare }) => endShare <= startShare, { error: 'above startShare', path: ['endShare'] });

const verification = z
  .strictObject({
    probes: z.int().min(1).max(10).prefault(3).meta({ description: 'Good probes in a row that prove a heal.' }),
    stable: duration('1s', '10m', 'How long the symptom has to stay away.').prefault('10s'),
    deadline: duration('5s', '1h', 'Past it a heal is inconclusive.').prefault('60s'),
  })
  .refine(({ stable, deadline }) => stable < deadline, { error: 'not longer than stable', path: ['deadline'] });

/** `ares.policy.yaml` as people write it; its output has every default in place and durations in milliseconds. */
export const policySchema = z
  .strictObject({
    profiles: z.record(name, profileSchema).prefault({}).meta({
      description: 'By the name that a container gives in its label ares.policy; "default" is for all others.',
    }),
    services: z.record(name, overrideSchema).prefault({}).meta({
      description: 'What single services have otherwise than their profile.',
    }),
    maintenance: z.array(maintenanceWindow).prefault([]).meta({ description: 'Times in which ARES only watches.' }),
    telemetryStale: duration('2s', '10m', 'Older observations do not count.').prefault('10s'),
    deployGrace: duration('0s', '30m', 'Hands off after an image or configuration change.').prefault('120s'),
    dependencySettle: duration('0s', '10m', 'Hands off after a dependency came back.').prefault('15s'),
    storm: storm.prefault({}),
    budgets: z.strictObject({ service: budget(1, 12), host: budget(2, 60), fleet: budget(4, 200) }).prefault({}),
    cooldown: cooldown.prefault({}),
    attempts: attempts.prefault({}),
    flapping: flapping.prefault({}),
    verification: verification.prefault({}),
    intentTtl: duration('5s', '10m', 'An intent that was not sent by then is dropped.').prefault('60s'),
  })
  .meta({ title: 'ARES policy', description: 'What ARES may do to which containers.' });
