import type { AuditEntry } from '@ares/core';
import type { Command } from 'commander';
import { dateTime, inert } from '../screen/format.ts';
import { table } from '../screen/table.ts';
import { parseReason } from './arguments.ts';
import { person, show, withKnowledge } from './context.ts';

interface Options {
  readonly reason: string;
  readonly json?: boolean;
}

/** `pause` and `resume`: the kill switch. It holds whether ARES runs or not. */
export const registerKillSwitch = (program: Command): void => {
  const set =
    (on: boolean) =>
    async ({ reason, json }: Options, command: Command) => {
      const state = await withKnowledge(command, ({ admin }) => admin.setKillSwitch(on, person(), reason));
      show(state, json, () =>
        on ? `Paused: nothing is sent until \`npx ares resume\`. Reason: ${reason}` : 'Resumed.',
      );
    };
  program
    .command('pause')
    .description('pull the kill switch: observe and tell, send nothing')
    .requiredOption('--reason <text>', 'required: why; shown while it holds and kept in the audit log', parseReason)
    .option('--json', 'print JSON')
    .action(set(true));
  program
    .command('resume')
    .description('release the kill switch')
    .option('--reason <text>', 'why; kept in the audit log', 'not given')
    .option('--json', 'print JSON')
    .action(set(false));
  program
    .command('audit')
    .description('who paused and resumed ARES, and why')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }, command: Command) => {
      const entries = await withKnowledge(command, ({ reader }) => reader.audit(50));
      show(entries, json, () => auditTable(entries));
    });
};

const auditTable = (entries: readonly AuditEntry[]): string =>
  entries.length === 0
    ? 'Nobody has paused or resumed ARES yet.'
    : table(
        ['AT', 'BY', 'WHAT', 'REASON'],
        entries.map((e) => [dateTime(e.atMs), inert(e.by), e.what, inert(e.reason)]),
      );
