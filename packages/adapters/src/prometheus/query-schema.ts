import { z } from 'zod';

/** A number, as text: Prometheus writes `NaN` and `+Inf` too. */
const sample = z.tuple([z.number(), z.string()]);

const series = z.object({ metric: z.record(z.string(), z.string()), value: sample });

export const querySchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('success'),
    data: z.object({ resultType: z.literal('vector'), result: z.array(series) }),
    /** A part of the answer is missing. */
    warnings: z.array(z.string()).default([]),
  }),
  z.object({ status: z.literal('error'), error: z.string() }),
]);

export type Series = z.output<typeof series>;
