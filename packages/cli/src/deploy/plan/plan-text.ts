import { doctorText } from '../../commands/doctor.ts';
import type { Check } from '../../doctor/check.ts';
import type { Paint } from '../../screen/format.ts';
import { table } from '../../screen/table.ts';
import type { StackSize } from './stack-sizes.ts';

/** What is known of a deployment before any of it is there. */
export interface Plan {
  readonly checks: readonly Check[];
  readonly stacks: readonly StackSize[];
  /** Sentences */
  readonly cost: readonly string[];
}

const MOST = 3;

export function planText({ checks, stacks, cost }: Plan, paint: Paint): string {
  const rows = stacks.map(({ stack, resources, types }) => [stack, String(resources), mostOf(types)]);
  const all = stacks.reduce((sum, { resources }) => sum + resources, 0);
  return [
    doctorText(checks, paint),
    '',
    table(['STACK', 'RESOURCES', 'MOST OF THEM'], [...rows, ['all', String(all), '']]),
    '',
    ...cost,
  ].join('\n');
}

const mostOf = (types: StackSize['types']): string =>
  Object.entries(types)
    .slice(0, MOST)
    .map(([type, count]) => `${count} ${type}`)
    .join(', ');
