import autocannon from 'autocannon';
import { cpuSeconds } from './server-cpu.ts';

export interface LoadRun {
  readonly perCpuSecond: number;
  readonly requests: number;
  readonly failed: number;
}

const SECONDS = 6;
const CONNECTIONS = 32;

/** Loads one address for a few seconds and sets good answers against the CPU time of the named containers. */
export async function loadRun(url: string, containers: readonly string[]): Promise<LoadRun> {
  const before = await cpuSeconds(containers);
  const result = await autocannon({ url, connections: CONNECTIONS, duration: SECONDS });
  const used = (await cpuSeconds(containers)) - before;
  const failed = result.non2xx + result.errors + result.timeouts;
  return { perCpuSecond: result['2xx'] / used, requests: result['2xx'], failed };
}
