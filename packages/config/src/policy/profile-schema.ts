import * as z from 'zod';
import { duration } from './duration.ts';

/** A name that can stand in a label: profiles and services. */
export const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, {
  error: 'a name has 1 to 63 lower-case letters, digits and hyphens',
});

const RUNGS_MAX = 8;
const rungs = z
  .array(z.enum(['restart', 'recycle', 'scale-out', 'capture']))
  .max(RUNGS_MAX)
  .meta({ description: 'Actions in the order in which they are tried; none: a person is told at once.' });

const ladders = z.strictObject({
  crash: rungs.exactOptional(),
  hang: rungs.exactOptional(),
  unhealthy: rungs.exactOptional(),
  'cpu-overload': rungs.exactOptional(),
  'memory-growth': rungs.exactOptional(),
  latency: rungs.exactOptional(),
  errors: rungs.exactOptional(),
});

const fields = {
  autonomy: z.enum(['shadow', 'approve', 'auto']).meta({
    description: 'shadow: only say what would be done; approve: ask a person; auto: act.',
  }),
  stateful: z.boolean().meta({ description: 'A store: never recreated, never multiplied.' }),
  ladders,
  startPeriod: duration('0s', '30m', 'How long a fresh container may fail its probe.'),
  scaleMax: z.int().min(1).max(50).meta({ description: 'Most replicas that a scale-out may reach.' }),
  errorBudgetRatio: z.number().gt(0).lt(1).meta({ description: 'Share of requests that may fail.' }),
};

interface StoreRules {
  readonly stateful?: boolean;
  readonly ladders?: z.output<typeof ladders>;
}

/** A store that is recreated from its image may lose what it stores, and two of them are two truths. */
const checkStore = ({ value, issues }: z.core.ParsePayload<StoreRules>): void => {
  if (!value.stateful) return;
  for (const [symptom, kinds] of Object.entries(value.ladders ?? {})) {
    for (const [i, kind] of kinds.entries()) {
      if (kind === 'restart' || kind === 'capture') continue;
      const message = `${kind} is not for a stateful profile: only restart and capture are`;
      issues.push({ code: 'custom', message, path: ['ladders', symptom, i], input: kind });
    }
  }
};

export const profileSchema = z
  .strictObject({
    autonomy: fields.autonomy.prefault('shadow'),
    stateful: fields.stateful.prefault(false),
    ladders: fields.ladders.prefault({}),
    startPeriod: fields.startPeriod.prefault('20s'),
    scaleMax: fields.scaleMax.prefault(3),
    errorBudgetRatio: fields.errorBudgetRatio.prefault(0.01),
  })
  .check(checkStore);

/** What one service has otherwise than its profile. */
export const overrideSchema = z
  .strictObject({
    autonomy: fields.autonomy.exactOptional(),
    stateful: fields.stateful.exactOptional(),
    ladders: fields.ladders.exactOptional(),
    startPeriod: fields.startPeriod.exactOptional(),
    scaleMax: fields.scaleMax.exactOptional(),
    errorBudgetRatio: fields.errorBudgetRatio.exactOptional(),
  })
  .check(checkStore);
