import { AresError, featureNames, forestFromBytes, forestToBytes, type TrainedForest } from '@ares/core';
import * as z from 'zod';

const stored = z.object({
  version: z.literal(1),
  serviceId: z.string().min(1),
  columns: z.array(z.enum(featureNames)),
  rows: z.int().positive(),
  agreement: z.number(),
  trainedAtMs: z.number(),
  model: z.base64(),
});

/** Reads what `trainedForestJson` gave. Row 43: a model that is damaged, or of another form or version, is none. */
export const trainedForestSchema = stored.transform(({ version: _, model, ...trained }, context): TrainedForest => {
  try {
    const forest = forestFromBytes(Buffer.from(model, 'base64'));
    if (forest.features === trained.columns.length) return { ...trained, forest };
    context.addIssue(`the model has ${forest.features} columns, and ${trained.columns.length} are named`);
  } catch (error) {
    if (!(error instanceof AresError)) throw error;
    context.addIssue(error.message);
  }
  return z.NEVER;
});

/** A trained forest as JSON, its nodes in their compact form. */
export const trainedForestJson = ({ forest, columns, ...trained }: TrainedForest): z.input<typeof stored> => ({
  version: 1,
  ...trained,
  columns: [...columns],
  model: Buffer.from(forestToBytes(forest)).toString('base64'),
});
