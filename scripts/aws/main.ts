import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stateDir } from '../lib/root.mjs';
import { describe } from '../lib/setup-error.mjs';
import { createSteps } from '../lib/steps.mjs';
import { closing } from './emulator/closing.ts';
import { type MiniStack, startMiniStack } from './emulator/ministack.ts';
import { ensureVirtualEnvironment } from './emulator/virtual-environment.ts';
import { instanceFlags } from './host/instance-flags.ts';
import { runProof } from './proof/run-proof.ts';

const folder = join(stateDir, 'aws');
const LOG_LINES = 200;

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const print = (text: string): void => void process.stdout.write(`${text}\n`);

const steps = createSteps();
const open = closing(say);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    say(`\n${signal}: ending what was started`);
    void open.all().then(() => process.exit(130));
  });
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
let miniStack: MiniStack | undefined;
try {
  await steps.run('emulators of AWS', ensureVirtualEnvironment);
  await steps.run('MiniStack', async () => {
    miniStack = await startMiniStack({ folder, instanceFlags: instanceFlags() });
    open.add('MiniStack', miniStack.stop);
    return miniStack.url;
  });
  if (miniStack) await runProof({ miniStack, folder, steps, open, print });
} catch (error) {
  process.exitCode = 1;
  if (miniStack) say(readFileSync(miniStack.logFile, 'utf8').split('\n').slice(-LOG_LINES).join('\n'));
  say(describe(error));
} finally {
  await open.all();
}
