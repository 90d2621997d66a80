import type { Command } from 'commander';
import { liveScreen } from '../screen/live-screen.ts';
import { statusScreen } from '../screen/status-screen.ts';
import { statusView } from '../screen/status-view.ts';
import { parseCount } from './arguments.ts';
import { out, paint, withKnowledge } from './context.ts';
import { statusModel } from './status.ts';

const EVERY_MS = 1_000;

export const registerWatch = (program: Command): void => {
  program
    .command('watch')
    .description('the status, live; a JSON object a line with --json')
    .option('--json', 'print one JSON object a second')
    .option('--count <n>', 'stop after n times', parseCount)
    .action(({ json, count }: { json?: boolean; count?: number }) =>
      withKnowledge(async (knowing) => {
        const screen = liveScreen(process.stdout);
        const stop = new AbortController();
        process.once('SIGINT', () => stop.abort());
        for (let shown = 0; !stop.signal.aborted && shown < (count ?? Number.POSITIVE_INFINITY); shown += 1) {
          const model = await statusModel(knowing);
          if (json) out(JSON.stringify(statusView(model)));
          else screen.draw(statusScreen({ ...model, hint: 'Ctrl-C leaves' }, paint));
          await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
        }
        screen.end();
      }),
    );
};
