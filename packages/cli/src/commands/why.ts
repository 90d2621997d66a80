import type { Command } from 'commander';
import { CliError, exitCodes } from '../cli-error.ts';
import { storyText } from '../screen/story.ts';
import { paint, show, width, withKnowledge } from './context.ts';

export const registerWhy = (program: Command): void => {
  program
    .command('why')
    .argument('<incident>', 'its id or the beginning of it')
    .description('the story of an incident: evidence, score, guards, command, verification, times')
    .option('--json', 'print JSON')
    .action(async (id: string, { json }: { json?: boolean }, command: Command) => {
      const story = await withKnowledge(command, ({ reader }) => reader.incident(id));
      if (story === undefined) {
        throw new CliError(`no incident begins with "${id}"`, {
          remedy: 'list them with `npx ares incidents`',
          exitCode: exitCodes.notFound,
        });
      }
      if ('ambiguous' in story) {
        throw new CliError(`"${id}" is the beginning of several incidents: ${story.ambiguous.join(', ')}`, {
          remedy: 'give more of the id',
          exitCode: exitCodes.usage,
        });
      }
      show(story, json, () => storyText(story, paint, width()));
    });
};
