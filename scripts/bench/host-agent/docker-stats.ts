import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { daemonPercent, percentOfCore } from './daemon-percent.ts';
import { pause } from './pause.ts';
import { cpuBetween, processCpu } from './process-cpu.ts';

export interface DockerStatsCost {
  readonly cpuPercentOfCore: number;
  /** Of Docker's own processes, which read the figures for it. */
  readonly daemonPercentOfCore: number;
  readonly memoryBytes: number;
}

const SETTLE_MS = 10_000;

/** The peer: what everybody has at hand to look at containers. It only reads figures, and probes nothing. */
export async function dockerStatsCost(
  ids: readonly string[],
  ms: number,
  signal: AbortSignal,
): Promise<DockerStatsCost> {
  const child = spawn('docker', ['stats', '--format', '{{json .}}', ...ids], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (bytes) => {
    complaint += bytes;
  });
  const ended = once(child, 'exit');
  const own = () => new Map([...processCpu(/^docker$/)].filter(([pid]) => pid === child.pid));
  try {
    await pause(SETTLE_MS, signal);
    const [before, beganMs] = [own(), performance.now()];
    const daemonPercentOfCore = await daemonPercent(ms, signal);
    const cpuPercentOfCore = percentOfCore(cpuBetween(before, own()), performance.now() - beganMs);
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`docker stats ended before its time: ${complaint}`);
    return { cpuPercentOfCore, daemonPercentOfCore, memoryBytes: residentBytes(child.pid ?? 0) };
  } finally {
    // It outlives a polite signal.
    child.kill('SIGKILL');
    await ended;
  }
}

const residentBytes = (pid: number): number =>
  1_024 * Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
