import { runOnEmulatedAws } from './lib/emulated-aws.mjs';
import { prepare } from './lib/prepare.mjs';
import { runMain } from './lib/setup-error.mjs';
import { createSteps } from './lib/steps.mjs';
import { summaryLine } from './lib/test-counts.mjs';

/** Deploys the whole app to emulators of AWS and proves heals; arguments are filters of the suites before it. */
runMain(async () => {
  await prepare(createSteps());
  const counts = await runOnEmulatedAws(process.argv.slice(2).filter((argument) => argument !== '--yes'));
  console.log(`\n${summaryLine(counts)}`);
  return counts.passed > 0 && counts.failed === 0 ? 0 : 1;
});
