import { readFile } from 'node:fs/promises';
import { emitPolicyJsonSchema, parsePolicy } from '@ares/config';
import type { Command } from 'commander';
import { CliError, exitCodes } from '../cli-error.ts';
import { out, show } from './context.ts';

export const registerPolicy = (program: Command): void => {
  const policy = program.command('policy').description('check and describe ares.policy.yaml');
  policy
    .command('validate')
    .argument('<file>')
    .description('check a policy; every problem with its path, line and reason')
    .option('--json', 'print JSON')
    .action(async (file: string, { json }: { json?: boolean }) => {
      const text = await readFile(file, 'utf8').catch((cause: unknown) => {
        throw new CliError(`cannot read ${file}`, { remedy: 'check the path', exitCode: exitCodes.usage, cause });
      });
      const result = parsePolicy(text, file);
      if ('policy' in result) {
        show(result.policy, json, () => `${file} is valid (version ${result.policy.version}).`);
        return;
      }
      process.exitCode = exitCodes.usage;
      show(result.errors, json, () =>
        result.errors.map((e) => `${file}:${e.line}:${e.column}  ${e.path || '(root)'}: ${e.reason}`).join('\n'),
      );
    });
  policy
    .command('schema')
    .description('print the JSON Schema of ares.policy.yaml, for editors')
    .option('--json', 'it is JSON anyway')
    .action(() => out(JSON.stringify(emitPolicyJsonSchema(), null, 2)));
};
