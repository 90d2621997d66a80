import { join } from 'node:path';
import { prometheusHistory } from '@ares/adapters/prometheus';
import type { ForestTrained } from '@ares/core';
import type { Command } from 'commander';
import { fileLog } from '../local/file-log.ts';
import { modelFiles } from '../local/model-files.ts';
import { hostId, localDir, modelsDir } from '../local/paths.ts';
import { urls } from '../local/stack.ts';
import { trainServices } from '../local/train.ts';
import { assertLocal } from '../remote/remote-option.ts';
import { inert, wrap } from '../screen/format.ts';
import { show, width, withLocalKnowledge } from './context.ts';

export const registerTrain = (program: Command): void => {
  program
    .command('train')
    .description('train the model of each service now from its quiet history; a doubtful one is not taken')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }, command: Command) => {
      assertLocal(command);
      const trained = await train();
      show(trained.map(toldOf), json, () => trainedText(trained, width()));
    });
};

const train = (): Promise<readonly ForestTrained[]> =>
  withLocalKnowledge(({ reader }) => {
    const log = fileLog(join(localDir, 'ares.log'));
    const history = prometheusHistory({ url: urls.prometheus });
    return trainServices({ hostId, history, reader, models: modelFiles(modelsDir, log), log });
  });

/** Without the nodes of the forest, which tell a person nothing. */
const toldOf = (answer: ForestTrained) =>
  answer.kind === 'refused'
    ? answer
    : {
        kind: answer.kind,
        serviceId: answer.serviceId,
        rows: answer.trained.rows,
        agreement: answer.trained.agreement,
      };

export function trainedText(answers: readonly ForestTrained[], columns: number): string {
  if (answers.length === 0) return 'Nothing was measured yet: there is nothing to train from.';
  return answers.map((answer) => wrap(inert(lineOf(answer)), columns, '  ')).join('\n');
}

function lineOf(answer: ForestTrained): string {
  if (answer.kind === 'refused') return `✗ ${answer.serviceId}  not taken: ${answer.reason}`;
  const { rows, agreement } = answer.trained;
  return `✓ ${answer.serviceId}  ${rows} rows, Spearman ${agreement.toFixed(2)} with an independent forest`;
}
