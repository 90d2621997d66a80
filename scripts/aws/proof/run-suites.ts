import { runProject } from '../../lib/vitest.mjs';
import { emulatedEnvironment } from '../emulator/emulated-account.ts';
import { startMoto } from '../emulator/moto.ts';
import type { ProofOptions } from './run-proof.ts';

/** Runs the tests named `*.aws.test.ts`: contract suites of the AWS adapters, on both emulators. */
export async function runSuites({ miniStack, folder, open }: ProofOptions, filters: readonly string[]): Promise<boolean> {
  const moto = await startMoto(folder);
  open.add('moto', moto.stop);
  Object.assign(process.env, emulatedEnvironment(miniStack.url), { MOTO_ENDPOINT_URL: moto.url });
  const { failed } = await runProject('aws', filters);
  await moto.stop();
  return failed === 0;
}
