import { pause } from './pause.ts';
import { cpuBetween, processCpu } from './process-cpu.ts';

const DAEMON = /^(dockerd|containerd|containerd-shim.*)$/;

/**
 * CPU time of Docker's own processes while some time passes, in percent of one core. Who asks Docker makes it work, and
 * that is a cost of asking.
 */
export async function daemonPercent(ms: number, signal: AbortSignal): Promise<number> {
  const [before, beganMs] = [processCpu(DAEMON), performance.now()];
  await pause(ms, signal);
  return percentOfCore(cpuBetween(before, processCpu(DAEMON)), performance.now() - beganMs);
}

export const percentOfCore = (cpuSeconds: number, wallMs: number): number => (100 * cpuSeconds) / (wallMs / 1_000);
