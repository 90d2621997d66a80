import { resolve } from 'node:path';
import { assertPortFree } from './assert-port-free.mjs';
import { assertHomeDisk, assertMemory, availableMemoryHere, freeDiskBytes } from './resources.mjs';
import { stateDir } from './root.mjs';
import { isHeldByItself, isRunning, startPorts } from './start-ports.mjs';

const thisMachine = { availableMemoryBytes: availableMemoryHere, freeDiskBytes };

/**
 * Checks what a start needs of the machine. What runs already has its memory; a port counts as taken unless our own
 * container holds just that one: Compose would take the working container away before it finds out.
 * @param {boolean} withShop whether the demo shop is wanted too
 * @param {NodeJS.ProcessEnv} [env]
 * @param {{availableMemoryBytes(): number, freeDiskBytes(path: string): number}} [machine]
 * @throws import('./setup-error.mjs').SetupError
 */
export async function checkStart(withShop, env = process.env, machine = thisMachine) {
  const home = resolve(env.ARES_HOME || stateDir);
  assertHomeDisk(home, machine.freeDiskBytes(home));
  const ports = startPorts(withShop, env);
  const held = await Promise.all(ports.map(isHeldByItself));
  const wanted = ports.filter((_, i) => !held[i]);
  for (const { port, envName } of wanted) await assertPortFree(port, envName);
  const running = await Promise.all(ports.map(({ project }) => isRunning(project)));
  if (running.includes(false)) assertMemory(machine.availableMemoryBytes());
  return wanted.length > 0 ? 'memory and ports are free' : 'runs already';
}
