import type { Policy, Profile } from '@ares/core';
import type { z } from 'zod';
import type { policySchema } from './policy-schema.ts';
import { type overrideSchema, profileSchema } from './profile-schema.ts';

const ladders: Profile['ladders'] = {
  crash: ['restart', 'recycle'],
  hang: ['restart', 'recycle'],
  unhealthy: ['restart', 'recycle'],
  'cpu-overload': ['scale-out'],
  'memory-growth': ['recycle'],
  errors: ['restart'],
  latency: ['restart'],
};

const storeLadders: Profile['ladders'] = { crash: ['restart'], hang: ['restart'], unhealthy: ['restart'] };

/** The core's form of a checked text: units in names, and the default profile always there. */
export function toPolicy(text: z.output<typeof policySchema>, version: string): Policy {
  const { profiles, services, maintenance, storm, cooldown, attempts, verification, ...rest } = text;
  return {
    version,
    profiles: dictionary({ default: toProfile(profileSchema.parse({})), ...mapValues(profiles, toProfile) }),
    services: dictionary(mapValues(services, toOverride)),
    maintenance: maintenance.map(({ from, to, services: covered }) => ({ fromMs: from, toMs: to, services: covered })),
    telemetryStaleMs: rest.telemetryStale,
    deployGraceMs: rest.deployGrace,
    dependencySettleMs: rest.dependencySettle,
    storm: { share: storm.share, rootsMin: storm.rootsMin, resumeMs: storm.resume },
    budgets: rest.budgets,
    cooldown: { baseMs: cooldown.base, maxMs: cooldown.max },
    attempts: { max: attempts.max, windowMs: attempts.window },
    flapping: rest.flapping,
    verification: {
      probes: verification.probes,
      stableMs: verification.stable,
      deadlineMs: verification.deadline,
    },
    intentTtlMs: rest.intentTtl,
  };
}

/** Symptoms that a profile does not name keep the default ladder of its kind. */
const toProfile = ({ startPeriod, ...profile }: z.output<typeof profileSchema>): Profile => ({
  ...profile,
  ladders: { ...(profile.stateful ? storeLadders : ladders), ...profile.ladders },
  startPeriodMs: startPeriod,
});

const toOverride = ({ startPeriod, ...override }: z.output<typeof overrideSchema>): Partial<Profile> => ({
  ...override,
  ...(startPeriod === undefined ? {} : { startPeriodMs: startPeriod }),
});

const mapValues = <A, B>(record: Readonly<Record<string, A>>, map: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));

/** Without a prototype, so that a label that says `constructor` names no profile. */
const dictionary = <T extends object>(entries: T): T => Object.assign(Object.create(null), entries);
