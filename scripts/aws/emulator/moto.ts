import { join } from 'node:path';
import { freePort } from '@ares/db/embedded';
import { type Background, startBackground } from './background.ts';
import { until } from './until.ts';
import { programs } from './virtual-environment.ts';

export interface Moto {
  readonly url: string;
  stop: Background['stop'];
}

/** Starts moto, which knows more of AWS's answers than MiniStack and runs none of it. */
export async function startMoto(folder: string): Promise<Moto> {
  const port = await freePort();
  const logFile = join(folder, 'moto.log');
  const moto = startBackground({
    command: join(programs, 'moto_server'),
    args: ['--host', '127.0.0.1', '--port', String(port)],
    cwd: folder,
    logFile,
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
  });
  const url = `http://127.0.0.1:${port}`;
  const hopeless = () => (moto.exitCode() === undefined ? undefined : `it ended; see ${logFile}`);
  const isUp = async () => ((await fetch(`${url}/moto-api/data.json`)).ok ? true : undefined);
  try {
    await until(isUp, { what: 'moto', seconds: 120, hopeless });
  } catch (error) {
    await moto.stop();
    throw error;
  }
  return { url, stop: moto.stop };
}
