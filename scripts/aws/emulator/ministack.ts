import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { freePort } from '@ares/db/embedded';
import { binDir } from '../../lib/root.mjs';
import { startBackground } from './background.ts';
import { REGION } from './emulated-account.ts';
import { until } from './until.ts';
import { programs } from './virtual-environment.ts';

export interface MiniStack {
  readonly url: string;
  readonly port: number;
  readonly logFile: string;
  stop(): Promise<void>;
}

interface MiniStackOptions {
  /** For its files; functions run below it */
  readonly folder: string;
  /** As of `docker run`, for the containers that stand for EC2 instances */
  readonly instanceFlags: readonly string[];
}

/** Starts the emulator of AWS on a free port of the loopback. Functions run as processes of Node 24. */
export async function startMiniStack({ folder, instanceFlags }: MiniStackOptions): Promise<MiniStack> {
  const port = await freePort();
  const logFile = join(folder, 'ministack.log');
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary, { recursive: true });
  // The checkout's package.json says "module", and the emulator's runner of functions is none.
  writeFileSync(join(temporary, 'package.json'), '{ "type": "commonjs" }');
  const emulator = startBackground({
    command: join(programs, 'ministack'),
    args: [],
    cwd: folder,
    logFile,
    env: {
      HOME: process.env.HOME,
      DOCKER_HOST: process.env.DOCKER_HOST,
      PATH: [binDir, process.env.PATH].join(delimiter),
      GATEWAY_PORT: String(port),
      BIND_HOST: '127.0.0.1',
      MINISTACK_HOST: 'localhost',
      MINISTACK_REGION: REGION,
      LAMBDA_EXECUTOR: 'local',
      // Ports that nobody asked for, some on every address.
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
      EC2_DOCKER_FLAGS: instanceFlags.join(' '),
      TMPDIR: temporary,
      STATE_DIR: join(folder, 'state'),
      S3_DATA_DIR: join(folder, 's3'),
    },
  });
  const url = `http://127.0.0.1:${port}`;
  const hopeless = () => (emulator.exitCode() === undefined ? undefined : `it ended; see ${logFile}`);
  try {
    await until(() => isUp(url), { what: 'MiniStack', seconds: 120, hopeless });
  } catch (error) {
    await emulator.stop();
    throw error;
  }
  return { url, port, logFile, stop: emulator.stop };
}

async function isUp(url: string): Promise<true | undefined> {
  const response = await fetch(`${url}/_ministack/health`);
  return response.ok ? true : undefined;
}
