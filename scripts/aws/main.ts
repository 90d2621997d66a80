import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeCounts } from '../lib/emulated-aws.mjs';
import { stateDir } from '../lib/root.mjs';
import { describe } from '../lib/setup-error.mjs';
import { createSteps } from '../lib/steps.mjs';
import { addCounts, type Counts, noTests } from '../lib/test-counts.mjs';
import { closing } from './emulator/closing.ts';
import { startMiniStack } from './emulator/ministack.ts';
import { ensureVirtualEnvironment } from './emulator/virtual-environment.ts';
import { instanceFlags } from './host/instance-flags.ts';
import { type ProofOptions, runProof } from './proof/run-proof.ts';
import { runSuites } from './proof/run-suites.ts';
import { tellLogs } from './proof/tell-logs.ts';

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const print = (text: string): void => void process.stdout.write(`${text}\n`);

const filters = process.argv.slice(2);
const folder = join(stateDir, 'aws');
const steps = createSteps();
const open = closing(say);
for (const [signal, exitCode] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.once(signal, () => {
    say(`\n${signal}: ending what was started`);
    void open.all().then(() => process.exit(exitCode));
  });
}

/** The suites, then the proof; filters choose suites, and leave the proof out. */
async function main(): Promise<number> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await steps.run('emulators of AWS', ensureVirtualEnvironment);
  const miniStack = await startMiniStack({ folder, instanceFlags: instanceFlags() });
  open.add('MiniStack', miniStack.stop);
  const options = { miniStack, folder, steps, open, print };
  const suites = await runSuites(options, filters);
  const proof = filters.length > 0 ? noTests : await prove(options);
  const total = addCounts(suites, proof);
  writeCounts(total);
  return total.failed === 0 ? 0 : 1;
}

async function prove(options: ProofOptions): Promise<Counts> {
  try {
    return await runProof(options);
  } catch (error) {
    tellLogs(options.miniStack, say);
    say(describe(error));
    return { ...noTests, failed: 1 };
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  say(describe(error));
  process.exitCode = 1;
} finally {
  await open.all();
}
