import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const docker = async (...args: readonly string[]): Promise<string> =>
  (await run('docker', [...args], { maxBuffer: 8 * 2 ** 20 })).stdout.trim();

const project = process.env.ARES_PROJECT ?? 'ares-shop';

/** The container of a shop service, by the labels that Compose set. */
export async function containerOf(service: string): Promise<string> {
  const labels = [
    '-f',
    `label=com.docker.compose.project=${project}`,
    '-f',
    `label=com.docker.compose.service=${service}`,
  ];
  const [name] = (await docker('ps', '-a', ...labels, '--format', '{{.Names}}')).split('\n');
  if (!name)
    throw new Error(`no container of ${service} in project ${project}: run \`ARES_FAULTS=on npm start\` first`);
  return name;
}

/** @returns undefined while the container has no address, for example because it is not running */
export async function addressOf(container: string): Promise<string | undefined> {
  const format = '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}';
  const [ip] = (await docker('inspect', '-f', format, container)).trim().split(' ');
  return ip || undefined;
}

/** One direct probe, independent of ARES. */
export async function isReady(container: string): Promise<boolean> {
  const ip = await addressOf(container);
  if (!ip) return false;
  return fetch(`http://${ip}:8080/health/ready`, { signal: AbortSignal.timeout(1_000) }).then(
    (r) => r.ok,
    () => false,
  );
}

/** Each breaks a container in the way its name says; the remedy is a restart. */
export const injections = {
  crash: (container: string) => docker('kill', '-s', 'KILL', container),
  hang: (container: string) => docker('kill', '-s', 'STOP', container),
  unhealthy: async (container: string) => {
    const url = `http://${await addressOf(container)}:9464/faults/unready`;
    const body = JSON.stringify({});
    const answer = await fetch(url, { method: 'PUT', body, headers: { 'content-type': 'application/json' } });
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}: start the shop with ARES_FAULTS=on`);
  },
} as const;

export type FaultKind = keyof typeof injections;
