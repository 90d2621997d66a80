import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCOUNT, REGION } from '../emulator/emulated-account.ts';
import { runCdk } from './run-cdk.ts';
import type { Assembly } from './synthesize.ts';

/** Outputs by stack and name. */
export type Outputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

export const bootstrap = (env: NodeJS.ProcessEnv): Promise<string> =>
  runCdk(['bootstrap', `aws://${ACCOUNT}/${REGION}`, '--app', ''], env);

/** Deploys every stack of the assembly. */
export async function deployAll({ folder }: Assembly, env: NodeJS.ProcessEnv): Promise<Outputs> {
  const outputs = join(folder, 'outputs.json');
  const args = ['--app', folder, '--require-approval', 'never', '--outputs-file', outputs, '--progress', 'events'];
  await runCdk(['deploy', '--all', ...args], env);
  return JSON.parse(readFileSync(outputs, 'utf8')) as Outputs;
}
