import { formatDuration } from '../../lib/format-duration.mjs';
import type { Heal } from './fleet-knowledge.ts';

export interface Proven extends Heal {
  /** What was done to ARES meanwhile */
  readonly words: string;
}

const heads = ['killed', 'detected', 'sent', 'serving', 'verified', 'and meanwhile'];

/** A table of heals: times count from the end of the container. */
export function tellFigures(proven: readonly Proven[]): string {
  const rows = [heads, ...proven.map(rowOf)];
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd();
  return [`Healed by the deployed functions, each by one command through SSM:`, ...rows.map(line)].join('\n');
}

function rowOf({ words, incident, action }: Proven): readonly string[] {
  const after = (atMs: number | undefined) => (atMs === undefined ? '-' : formatDuration(atMs - incident.beganAtMs));
  const times = [incident.detectedAtMs, action.sentAtMs, action.servingAtMs, incident.closedAtMs].map(after);
  return [incident.service, ...times, words];
}
