import * as z from 'zod';

/** A number, as text: Prometheus writes `NaN` and `+Inf` too. */
const sample = z.tuple([z.number(), z.string()]);
const metric = z.record(z.string(), z.string());

const series = z.object({ metric, value: sample });
const seriesOverTime = z.object({ metric, values: z.array(sample) });

const answerOf = <Type extends string, Result extends z.ZodType>(resultType: Type, result: Result) =>
  z.discriminatedUnion('status', [
    z.object({
      status: z.literal('success'),
      data: z.object({ resultType: z.literal(resultType), result: z.array(result) }),
      /** A part of the answer is missing. */
      warnings: z.array(z.string()).default([]),
    }),
    z.object({ status: z.literal('error'), error: z.string() }),
  ]);

export const querySchema = answerOf('vector', series);
export const rangeSchema = answerOf('matrix', seriesOverTime);

export type Series = z.output<typeof series>;
export type SeriesOverTime = z.output<typeof seriesOverTime>;
