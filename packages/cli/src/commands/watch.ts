import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { shardOption } from '../remote/remote-option.ts';
import { changesOf } from '../screen/changes-of.ts';
import { dateTime } from '../screen/format.ts';
import { liveScreen } from '../screen/live-screen.ts';
import { patiently } from '../screen/patiently.ts';
import { type StatusModel, statusScreen } from '../screen/status-screen.ts';
import { statusView } from '../screen/status-view.ts';
import { parseCount } from './arguments.ts';
import { out, paint, progress, withKnowledge } from './context.ts';
import { statusModel } from './status.ts';

export const registerWatch = (program: Command): void => {
  program
    .command('watch')
    .description('the status, live; a JSON object a line with --json')
    .option('--json', 'print one JSON object each time')
    .option('--count <n>', 'stop after n times', parseCount)
    .addOption(shardOption())
    .action(({ json, count = Number.POSITIVE_INFINITY }: { json?: boolean; count?: number }, command: Command) =>
      withKnowledge(command, async (knowing) => {
        const screen = liveScreen(process.stdout);
        const show = json ? showJson : process.stdout.isTTY ? picture(screen.draw) : changes();
        const stop = new AbortController();
        process.once('SIGINT', () => stop.abort());
        const look = patiently(() => statusModel(knowing), progress);
        for (let shown = 1; !stop.signal.aborted; shown += 1) {
          const model = await look();
          if (model) show(model);
          if (shown >= count) break;
          await sleep(knowing.place.everyMs, undefined, { signal: stop.signal }).catch(() => {});
        }
        screen.end();
      }),
    );
};

const showJson = (model: StatusModel): void => out(JSON.stringify(statusView(model)));

const picture =
  (draw: (text: string) => void) =>
  (model: StatusModel): void =>
    draw(statusScreen({ ...model, hint: 'Ctrl-C leaves' }, paint));

/** The picture once, then a line a change. */
function changes() {
  let last: StatusModel | undefined;
  return (model: StatusModel): void => {
    if (last === undefined) out(`${statusScreen(model, paint)}\n`);
    else for (const line of changesOf(last, model)) out(`${dateTime(model.nowMs)}  ${line}`);
    last = model;
  };
}
