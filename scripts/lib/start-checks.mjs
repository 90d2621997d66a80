import { resolve } from 'node:path';
import { assertPortFree } from './assert-port-free.mjs';
import { assertHomeDisk, assertMemory, availableMemoryHere, freeDiskBytes } from './resources.mjs';
import { stateDir } from './root.mjs';
import { run } from './run.mjs';

const thisMachine = { availableMemoryBytes: availableMemoryHere, freeDiskBytes };

/** The ports of this machine that ARES and its demo shop take, and the Compose project that may hold them already. */
function portsOf(env, withShop) {
  const observe = env.ARES_OBSERVE_PROJECT || 'ares-observe';
  const shop = env.ARES_PROJECT || 'ares-shop';
  const ports = [
    { envName: 'PROMETHEUS_PORT', port: env.PROMETHEUS_PORT || '9090', project: observe },
    { envName: 'ARES_AGENT_PORT', port: env.ARES_AGENT_PORT || '9469', project: observe },
  ];
  return withShop ? [...ports, { envName: 'SHOP_PORT', port: env.SHOP_PORT || '8080', project: shop }] : ports;
}

async function isRunning(project) {
  const filter = `label=com.docker.compose.project=${project}`;
  const { stdout } = await run('docker', ['ps', '-q', '--filter', filter], { timeoutMs: 20_000 });
  return stdout.trim() !== '';
}

/**
 * Checks what a first start needs of the machine. What runs already has its ports and its memory.
 * @param {boolean} withShop whether the demo shop is wanted too
 * @param {NodeJS.ProcessEnv} [env]
 * @param {{availableMemoryBytes(): number, freeDiskBytes(path: string): number}} [machine]
 * @throws import('./setup-error.mjs').SetupError
 */
export async function checkStart(withShop, env = process.env, machine = thisMachine) {
  const home = resolve(env.ARES_HOME || stateDir);
  assertHomeDisk(home, machine.freeDiskBytes(home));
  const ports = portsOf(env, withShop);
  const running = await Promise.all(ports.map(({ project }) => isRunning(project)));
  const wanted = ports.filter((_, i) => !running[i]);
  for (const { port, envName } of wanted) await assertPortFree(port, envName);
  if (wanted.length > 0) assertMemory(machine.availableMemoryBytes());
  return wanted.length > 0 ? 'memory and ports are free' : 'runs already';
}
