import { delimiter, join } from 'node:path';
import { CliError } from '../../cli-error.ts';
import { repositoryRoot } from '../../local/paths.ts';
import { type Context, contextArguments } from '../context/context.ts';
import type { RunProgram } from '../run/run-program.ts';
import { saidByApp } from '../synth/said-by-app.ts';

const bin = join(repositoryRoot, 'node_modules/.bin');

export interface Cdk {
  /**
   * Runs the pinned `cdk` on the app of this checkout.
   * @returns what it printed on stdout
   * @throws CliError with what it said when it failed
   */
  readonly run: (args: readonly string[], onLine?: (line: string) => void) => Promise<string>;
}

export const cdkOf = (runProgram: RunProgram, context: Context): Cdk => ({
  async run(args, onLine) {
    const env = { ...process.env, PATH: [bin, process.env.PATH].join(delimiter) };
    const all = [...args, '--no-notices', ...contextArguments(context)];
    const options = { cwd: repositoryRoot, env, ...(onLine ? { onLine } : {}) };
    const { code, stdout, stderr } = await runProgram(join(bin, 'cdk'), all, options);
    if (code === 0) return stdout;
    const remedy = `the events of the stack in CloudFormation tell more; run it by hand: \`npx cdk ${all.join(' ')}\``;
    throw new CliError(saidByApp(stderr || stdout), { remedy });
  },
});
