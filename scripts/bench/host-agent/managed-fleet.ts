import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { sampleMetrics } from './sample-metrics.ts';

const run = promisify(execFile);
const imagesEnv = resolve(import.meta.dirname, '../../../.ares/images.env');

export interface ManagedFleet {
  up(): Promise<void>;
  /** Container ids. */
  ids(): Promise<readonly string[]>;
  /** Also takes away what a failed `up` has left. */
  down(): Promise<void>;
}

/**
 * Fifty small containers under labels of ARES.
 * @param fleet of the agent that is to see them; also what their Compose project begins with
 */
export function managedFleet(fleet: string): ManagedFleet {
  // Read by containers that run as somebody else.
  const directory = mkdtempSync(join(tmpdir(), 'ares-bench-'));
  const project = `${fleet}-fleet`;
  const images = existsSync(imagesEnv) ? ['--env-file', imagesEnv] : [];
  const base = ['compose', ...images, '--progress', 'quiet', '-p', project];
  // Of fifty that leave at once, Docker takes some for still being on the network, and keeps it for ever.
  const env = { ...process.env, ARES_FLEET: fleet, BENCH_DIR: directory, COMPOSE_PARALLEL_LIMIT: '8' };
  const compose = (...args: readonly string[]) =>
    run('docker', [...base, '-f', join(import.meta.dirname, 'fleet.yaml'), ...args], { env });
  return {
    async up() {
      await run('chmod', ['755', directory]);
      copyFileSync(join(import.meta.dirname, 'nginx.conf'), join(directory, 'nginx.conf'));
      writeFileSync(join(directory, 'metrics.txt'), sampleMetrics());
      await compose('up', '-d');
    },
    ids: async () => (await compose('ps', '-q')).stdout.trim().split('\n'),
    async down() {
      rmSync(directory, { recursive: true, force: true });
      await compose('down', '-t', '1', '-v');
    },
  };
}
