import { type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { HOST_AGENT_PORT } from '@ares/config/aws';
import { until } from '../emulator/until.ts';
import type { Host } from './host.ts';
import { FOLDER } from './release.ts';

const FEED_MINUTES = 10;

/** Gives the host its images, as a registry would. */
export async function loadImages(host: Host, images: readonly string[]): Promise<void> {
  const source = spawn('docker', ['save', ...new Set(images)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: FEED_MINUTES * 60_000,
  });
  await feed(host, source.stdout, ['docker', 'load', '--quiet']);
}

/** What the boot of a real host does: unpack the release, bring up agent and shop by the host's own script. */
export async function boot(host: Host, files: Buffer): Promise<void> {
  await feed(host, Readable.from([files]), ['tar', '-x', '-C', '/']);
  await host.exec('sh', '-c', `mkdir -p /data /var/lib/ares && ln -sfn ${FOLDER} /opt/ares/current`);
  await host.exec('/opt/ares/current/bin/ares-host', 'up', 'agent');
  await host.exec('/opt/ares/current/bin/ares-host', 'up', 'shop');
  const agent = `http://${host.address}:${HOST_AGENT_PORT}/health`;
  await until(async () => ((await fetch(agent)).ok ? true : undefined), { what: agent, seconds: 120 });
}

/** Runs a program on the host that reads from a stream. */
async function feed({ container, hostId }: Host, input: Readable, command: readonly string[]): Promise<void> {
  const stdio: StdioOptions = ['pipe', 'ignore', 'inherit'];
  const program = spawn('docker', ['exec', '--interactive', container, ...command], {
    stdio,
    timeout: FEED_MINUTES * 60_000,
  });
  // Where it ends early, its exit code tells more than the broken pipe.
  program.stdin?.on('error', () => {});
  if (program.stdin) input.pipe(program.stdin);
  const [code] = await once(program, 'exit');
  if (code !== 0)
    throw new Error(
      `\`${command.join(' ')}\` on ${hostId} ended with ${code ?? `no code after ${FEED_MINUTES} min at most`}`,
    );
}
