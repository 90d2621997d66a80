import type { AlarmMessage, HostSignalEntry } from '@ares/config/aws';
import * as z from 'zod';

const WORDS_CHARS_MAX = 1_000;
const INSTANCE_ID = /^i-[0-9a-f]{8,17}$/;
/** How CloudWatch writes the series of an alarm in its events; expressions have no series. */
const metricEntry = z.object({
  metricStat: z.object({ metric: z.object({ dimensions: z.object({ InstanceId: z.string() }) }) }),
});

/** An alarm as evidence about each instance that its metrics name; an alarm that names none says nothing of a host. */
export function alarmSignals({ name, state, reason, time, metrics }: AlarmMessage): readonly HostSignalEntry[] {
  const words = storable(`alarm ${name} is ${state}: ${reason}`.slice(0, WORDS_CHARS_MAX));
  const atMs = Date.parse(time);
  return instancesOf(metrics).map((hostId) => ({ hostId, name, value: state, words, atMs }));
}

/** PostgreSQL takes neither a NUL nor half a character. */
const storable = (text: string): string => text.toWellFormed().replaceAll('\0', ' ');

function instancesOf(metrics: unknown): readonly string[] {
  const entries = Array.isArray(metrics) ? metrics : [];
  const ids = entries.flatMap((entry) => {
    const parsed = metricEntry.safeParse(entry);
    return parsed.success ? parsed.data.metricStat.metric.dimensions.InstanceId : [];
  });
  return [...new Set(ids)].filter((id) => INSTANCE_ID.test(id));
}
