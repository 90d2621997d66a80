import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cdk } from '../cdk/cdk.ts';

/** By stack, then by name. */
export type StackOutputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Deploys stacks; people were asked before, so `cdk` asks nobody. */
export async function deployStacks(
  cdk: Cdk,
  stacks: readonly string[],
  onLine: (line: string) => void,
): Promise<StackOutputs> {
  const folder = mkdtempSync(join(tmpdir(), 'ares-outputs-'));
  const file = join(folder, 'outputs.json');
  try {
    const options = ['--require-approval', 'never', '--progress', 'events', '--ci', '--outputs-file', file];
    await cdk.run(['deploy', ...stacks, ...options], onLine);
    return JSON.parse(readFileSync(file, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a person opens: web pages and APIs, not queues. */
export const addresses = (outputs: StackOutputs): [name: string, url: string][] =>
  Object.values(outputs)
    .flatMap((ofStack) => Object.entries(ofStack))
    .filter(([name, value]) => value.startsWith('https://') && !/Queue|DeadLetters|Undelivered/.test(name));
