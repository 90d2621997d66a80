import { trainedForestSchema } from '@ares/adapters/isolation-forest';
import { featureNames } from '@ares/core';
import * as z from 'zod';
import type { TrainedBaseline } from './baseline.ts';

const baseline = z.object({
  serviceId: z.string().min(1),
  feature: z.enum(featureNames),
  median: z.number(),
  mad: z.number().nonnegative(),
  rows: z.int().positive(),
  trainedAtMs: z.number(),
});

/** A snapshot as it is kept; row 43: of any other form or version it is none. */
export const snapshotSchema = z.object({ version: z.literal(1), baselines: z.array(baseline) });

export const snapshotOf = (baselines: readonly TrainedBaseline[]): z.input<typeof snapshotSchema> => ({
  version: 1,
  baselines: [...baselines],
});

/** @param fleet, shard names that are safe in keys */
export const snapshotName = (fleet: string, shard: string): string => `baselines/${fleet}/${shard}`;

/** The joint models of a host as they are kept; row 43 as above. */
export const modelsSchema = z.object({ version: z.literal(1), models: z.array(trainedForestSchema) });

/** @param hostId as the roster has it, safe in keys */
export const modelsName = (fleet: string, hostId: string): string => `models/${fleet}/${hostId}`;
