import type { Counts } from '../../lib/test-counts.mjs';
import { runProject } from '../../lib/vitest.mjs';
import { emulatedEnvironment } from '../emulator/emulated-account.ts';
import { startMoto } from '../emulator/moto.ts';
import { baseImage } from '../host/host-images.ts';
import type { ProofOptions } from './run-proof.ts';

/** Runs the tests named `*.aws.test.ts`: contract suites of the AWS adapters, on both emulators. */
export async function runSuites(
  { miniStack, folder, open }: ProofOptions,
  filters: readonly string[],
): Promise<Counts> {
  const moto = await startMoto(folder);
  open.add('moto', moto.stop);
  const env = {
    ...emulatedEnvironment(miniStack.url),
    MOTO_ENDPOINT_URL: moto.url,
    ARES_EMULATED_HOST_IMAGE: await baseImage(),
  };
  return runProject('aws', filters, env);
}
