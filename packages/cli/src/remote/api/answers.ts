import type { AuditAnswer, DoctorAnswer, IncidentsAnswer, SignIn, TestMessageAnswer } from '@ares/api/client';
import type { FleetOverview, IncidentStory, KillSwitch } from '@ares/core';
import { z } from 'zod';

/**
 * What screens rely on, so that an answer that is no such thing is told as that. The rest is as the version promises,
 * which is compared first.
 */
const assured = <T>(shape: z.ZodType): z.ZodType<T> => shape as z.ZodType<T>;

const text = z.string();
const ms = z.number();

const evidence = z.array(
  z.looseObject({
    words: text,
    atMs: ms,
    expected: text.optional(),
    weight: z.number().optional(),
    context: z.literal(true).optional(),
  }),
);
const incident = z.looseObject({
  id: text,
  hostId: text,
  serviceId: text,
  service: text,
  containerName: text,
  symptom: text,
  riskScore: z.number(),
  state: text,
  evidence,
  beganAtMs: ms,
  detectedAtMs: ms,
});
const action = z.looseObject({ id: text, serviceId: text, kind: text, state: text, intendedAtMs: ms });
const service = z.looseObject({ serviceId: text, hostId: text, service: text, health: text, lastSeenAtMs: ms });
const killSwitch = z.looseObject({ on: z.boolean(), by: text, reason: text, sinceMs: ms });
const labelProblem = z.looseObject({ containerName: text, label: text, reason: text });
const silentHosts = z.record(text, ms);

export const overviewAnswer = assured<FleetOverview>(
  z.looseObject({
    killSwitch,
    lastTickAtMs: ms.optional(),
    services: z.array(service),
    openIncidents: z.array(incident),
    decisions: z.record(text, z.looseObject({ kind: text })),
    inFlight: z.array(action),
    silentHosts,
    labelProblems: z.array(labelProblem),
  }),
);

export const incidentsAnswer = assured<IncidentsAnswer>(z.looseObject({ incidents: z.array(incident) }));

export const storyAnswer = assured<IncidentStory>(
  z.looseObject({
    incident,
    actions: z.array(action),
    timeline: z.array(z.looseObject({ atMs: ms, kind: text, words: text })),
  }),
);

export const auditAnswer = assured<AuditAnswer>(
  z.looseObject({ entries: z.array(z.looseObject({ atMs: ms, by: text, what: text, reason: text })) }),
);

export const killSwitchAnswer = assured<KillSwitch>(killSwitch);

export const testMessageAnswer = assured<TestMessageAnswer>(z.looseObject({ id: text }));

export const doctorAnswer = assured<DoctorAnswer>(
  z.looseObject({
    killSwitch,
    shards: z.array(
      z.looseObject({
        shard: text,
        lastTickAtMs: ms.optional(),
        silentHosts,
        hostIncidents: z.array(incident),
        labelProblems: z.array(labelProblem),
      }),
    ),
  }),
);

export const configAnswer = assured<SignIn>(z.looseObject({ issuer: z.url(), clientId: text.min(1) }));
