import type { AresLabels } from '@ares/core';
import * as z from 'zod';
import { duration } from '../policy/duration.ts';
import { name } from '../policy/profile-schema.ts';
import { endpoint } from './endpoint.ts';
import { healthLabel } from './health-label.ts';

export const DEFAULT_FLEET = 'default';

export type LabelReading =
  | { readonly kind: 'unmanaged' }
  | { readonly kind: 'ok'; readonly fleet: string; readonly labels: AresLabels }
  | { readonly kind: 'invalid'; readonly fleet: string; readonly label: string; readonly reason: string };

const names = z
  .string()
  .transform((text) => [...new Set(text.split(',').map((part) => part.trim()))].filter((part) => part !== ''))
  .pipe(z.array(name));

const metrics = z
  .string()
  .refine((text) => text.startsWith('http:'), 'use http:PORT/PATH')
  .transform((text) => text.slice('http:'.length))
  .pipe(endpoint);

const schema = z.object({
  'ares.service': name,
  'ares.depends-on': names.optional(),
  'ares.health': healthLabel.optional(),
  'ares.metrics': metrics.optional(),
  'ares.policy': name.optional(),
  'ares.start-period': duration('0s', '1h', 'Time to start in.').optional(),
  'ares.fleet': name.default(DEFAULT_FLEET),
});

/**
 * Reads the `ares.*` labels of a container; labels that are not known are ignored.
 * @param hasHealthcheck whether Docker itself checks the container's health: the default where no `ares.health` is given
 */
export function parseLabels(
  dockerLabels: Readonly<Record<string, string>>,
  { hasHealthcheck }: { readonly hasHealthcheck: boolean },
): LabelReading {
  if (dockerLabels['ares.service'] === undefined) return { kind: 'unmanaged' };
  const parsed = schema.safeParse(dockerLabels);
  if (!parsed.success) return invalidFor(fleetOf(dockerLabels), parsed.error);
  const labels = toAresLabels(parsed.data, hasHealthcheck);
  const fleet = parsed.data['ares.fleet'];
  if (labels.dependsOn.includes(labels.service)) return invalid(fleet, 'ares.depends-on', 'names the service itself');
  if (labels.health.kind === 'docker' && !hasHealthcheck) {
    return invalid(fleet, 'ares.health', 'says docker, but the container has no HEALTHCHECK');
  }
  return { kind: 'ok', fleet, labels };
}

/** A container whose fleet cannot be read is reported by the agent of the default one. */
const fleetOf = (labels: Readonly<Record<string, string>>): string => {
  const fleet = name.safeParse(labels['ares.fleet']);
  return fleet.success ? fleet.data : DEFAULT_FLEET;
};

const invalid = (fleet: string, label: string, reason: string): LabelReading => ({
  kind: 'invalid',
  fleet,
  label,
  reason,
});

function invalidFor(fleet: string, { issues: [issue] }: z.ZodError): LabelReading {
  return invalid(fleet, String(issue?.path[0] ?? ''), issue?.message ?? '');
}

function toAresLabels(data: z.output<typeof schema>, hasHealthcheck: boolean): AresLabels {
  const { 'ares.metrics': scrape, 'ares.policy': policy, 'ares.start-period': startPeriodMs } = data;
  return {
    service: data['ares.service'],
    dependsOn: data['ares.depends-on'] ?? [],
    health: data['ares.health'] ?? { kind: hasHealthcheck ? 'docker' : 'none' },
    ...(scrape === undefined ? {} : { metrics: scrape }),
    ...(policy === undefined ? {} : { policy }),
    ...(startPeriodMs === undefined ? {} : { startPeriodMs }),
  };
}
