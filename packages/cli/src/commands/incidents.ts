import type { EpochMs, Incident } from '@ares/core';
import type { Command } from 'commander';
import { dateTime, duration, inert } from '../screen/format.ts';
import { table } from '../screen/table.ts';
import { detectedAfterMs, tookMs } from '../screen/took.ts';
import { parseLimit } from './arguments.ts';
import { show, width, withKnowledge } from './context.ts';

interface Options {
  readonly json?: boolean;
  readonly open?: boolean;
  readonly service?: string;
  readonly limit: number;
}

export const registerIncidents = (program: Command): void => {
  program
    .command('incidents')
    .description('incidents, newest first')
    .option('--open', 'only those that are not over')
    .option('--service <name>', 'only of this service')
    .option('--limit <n>', 'how many, 500 at most', parseLimit, 20)
    .option('--json', 'print JSON')
    .action(async ({ json, ...filter }: Options, command: Command) => {
      await withKnowledge(command, async ({ reader, place }) => {
        const incidents = await reader.incidents(filter);
        show(incidents, json, () => incidentTable(incidents, place.now()));
      });
    });
};

const incidentTable = (incidents: readonly Incident[], nowMs: EpochMs): string =>
  incidents.length === 0
    ? 'No incidents. They appear here when a service shows a symptom.'
    : table(
        ['INCIDENT', 'BEGAN', 'DETECTED', 'SERVICE', 'SYMPTOM', 'STATE', 'TOOK', 'BECAUSE'],
        incidents.map((incident) => [
          incident.id.slice(0, 8),
          dateTime(incident.beganAtMs),
          `+${duration(detectedAfterMs(incident))}`,
          incident.service,
          incident.symptom,
          incident.state.toUpperCase(),
          duration(tookMs(incident, nowMs)),
          inert(incident.evidence[0]?.words ?? ''),
        ]),
        { width: width() },
      );
