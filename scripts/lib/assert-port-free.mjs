import { createServer } from 'node:net';
import { run } from './run.mjs';
import { SetupError } from './setup-error.mjs';
import { portOf } from './start-ports.mjs';

const timeoutMs = 20_000;

/** @returns {Promise<string | undefined>} the system's error code when the port cannot be bound */
const bindError = (port, host) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });

async function containerOn(port) {
  const { stdout } = await run('docker', ['ps', '--filter', `publish=${port}`, '--format', '{{.Names}}'], {
    timeoutMs,
  });
  const name = stdout.trim().split('\n')[0];
  return name ? { name: `the container ${name}`, stop: `docker stop ${name}` } : undefined;
}

/** `ss` names processes only to their owner and to root. */
async function processOn(port) {
  const { stdout } = await run('ss', ['-Hltnp', `sport = :${port}`], { timeoutMs });
  const [, name, pid] = /\(\("([^"]+)",pid=(\d+)/.exec(stdout) ?? [];
  return name ? { name: `${name} (process ${pid})` } : undefined;
}

/**
 * @param {{name: string, stop?: string} | undefined} holder who it is, and the command that stops it
 * @returns {SetupError} who holds the port and which variable moves ARES off it
 */
export function portInUse(port, envName, holder) {
  const who = holder ? ` by ${holder.name}` : '';
  const how = holder?.stop ? ` (\`${holder.stop}\`)` : '';
  return new SetupError(`port ${port} on 127.0.0.1 is in use${who}`, `stop it${how}, or set ${envName} to a free port`);
}

/**
 * @param {number | string} wanted a port, or the text of the variable that chooses it
 * @param {string} envName that variable
 * @throws SetupError when it is no port, or when somebody else listens there
 */
export async function assertPortFree(wanted, envName, host = '127.0.0.1') {
  const port = portOf(wanted, envName);
  const code = await bindError(port, host);
  if (code === undefined) return;
  if (code !== 'EADDRINUSE')
    throw new SetupError(`port ${port} cannot be used (${code})`, `set ${envName} to a free port`);
  throw portInUse(port, envName, (await containerOn(port)) ?? (await processOn(port)));
}
