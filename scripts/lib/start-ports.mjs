import { run } from './run.mjs';
import { SetupError } from './setup-error.mjs';

/**
 * @param {number | string} wanted a port, or the text of the variable that chooses it
 * @param {string} envName that variable
 * @returns {number}
 * @throws SetupError when it is no port
 */
export function portOf(wanted, envName) {
  const port = Number(wanted);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new SetupError(`${envName}=${wanted} is no port`, `set ${envName} to a free port, or unset it`);
}

/** @typedef {{envName: string, port: number, project: string, service: string}} StartPort */

/**
 * The ports of this machine that ARES and its demo shop take, and the service of a Compose project that holds each.
 * @param {boolean} withShop
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {readonly StartPort[]}
 * @throws SetupError where a variable has no port, or two have the same
 */
export function startPorts(withShop, env = process.env) {
  const observe = env.ARES_OBSERVE_PROJECT || 'ares-observe';
  const shop = env.ARES_PROJECT || 'ares-shop';
  const all = [
    { envName: 'PROMETHEUS_PORT', usual: '9090', project: observe, service: 'prometheus' },
    { envName: 'ARES_AGENT_PORT', usual: '9469', project: observe, service: 'host-agent' },
    ...(withShop ? [{ envName: 'SHOP_PORT', usual: '8080', project: shop, service: 'proxy' }] : []),
  ];
  const ports = all.map(({ usual, ...rest }) => ({ ...rest, port: portOf(env[rest.envName] || usual, rest.envName) }));
  for (const [i, { port, envName }] of ports.entries()) {
    const other = ports.slice(0, i).find((earlier) => earlier.port === port);
    if (other)
      throw new SetupError(`${other.envName} and ${envName} are both ${port}`, `set ${envName} to another port`);
  }
  return ports;
}

const docker = async (...args) => (await run('docker', args, { timeoutMs: 20_000 })).stdout.trim();

/** @returns {Promise<boolean>} whether a container of the project runs */
export const isRunning = async (project) =>
  (await docker('ps', '-q', '--filter', `label=com.docker.compose.project=${project}`)) !== '';

/**
 * Published by the service's own container; the host agent publishes none and is told its port by a variable.
 * @param {StartPort} wanted
 */
export async function isHeldByItself({ project, service, port, envName }) {
  const labels = [`project=${project}`, `service=${service}`];
  const filters = labels.flatMap((label) => ['--filter', `label=com.docker.compose.${label}`]);
  const [id] = (await docker('ps', '-q', ...filters)).split('\n');
  if (!id) return false;
  const bindings = '{{range .NetworkSettings.Ports}}{{range .}}published={{.HostPort}}\n{{end}}{{end}}';
  const held = await docker('inspect', '--format', `${bindings}{{range .Config.Env}}{{.}}\n{{end}}`, id);
  const sign = service === 'host-agent' ? `${envName}=${port}` : `published=${port}`;
  return held.split('\n').includes(sign);
}
