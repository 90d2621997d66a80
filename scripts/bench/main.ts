import { cpus, totalmem } from 'node:os';
import { type Bench, type Figures, isMet, meets } from './bench.ts';
import { readFlags } from './flags.ts';

/** Loaded only when asked for, so that `--list` needs nothing running. */
const benches: Readonly<Record<string, { about: string; load: () => Promise<Bench> }>> = {
  recovery: {
    about: 'time to detect, send, serve again and verify on the running shop; false actions (about 25 min)',
    load: async () => (await import('./recovery/recovery.ts')).recovery,
  },
  dataplane: {
    about: 'requests per server-CPU-second through proxy, gateway and product; gateway against a raw pipe',
    load: async () => (await import('./dataplane/dataplane.ts')).dataplane,
  },
  'host-agent': {
    about: 'CPU and memory of the host agent with 50 containers at a 5 s scrape; docker stats beside it (about 9 min)',
    load: async () => (await import('./host-agent/host-agent.ts')).hostAgent,
  },
  lambda: {
    about: 'bundle size and import time of every Lambda function, in starts of Node alone (about 1 min)',
    load: async () => (await import('./lambda/lambda.ts')).lambda,
  },
  scoring: {
    about:
      'rows/s of the isolation forest and of ml-isolation-forest on the same trees; training; the referee (about 1 min)',
    load: async () => (await import('./scoring/scoring.ts')).scoring,
  },
  fleet: {
    about: 'a tick of a shard of 10, 75 and 100 hosts; dispatch of 1 to 10,000, or `--hosts N` (about 2 min)',
    load: async () => (await import('./fleet/fleet.ts')).fleet,
  },
  nab: {
    about: 'anomaly detection on labelled series, by the rules of the Numenta Anomaly Benchmark (2 s)',
    load: async () => (await import('./nab/nab.ts')).nab,
  },
  forecast: {
    about: 'load ahead on labelled series beside two simple forecasts; cost of the time to exhaustion (12 s)',
    load: async () => (await import('./forecast/forecast.ts')).forecast,
  },
  faults: {
    about: 'recall of injected faults, and of their roots, on Nezha and PetShop, n-sigma beside it (about 1 min)',
    load: async () => (await import('./faults/faults.ts')).faults,
  },
  told: {
    about: 'how often the models of services tell in quiet time, and of which faults they tell (about 1 min)',
    load: async () => (await import('./told/told.ts')).told,
  },
};

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const print = (text: string): void => void process.stdout.write(`${text}\n`);

const [name, ...args] = process.argv.slice(2);
if (name === '--list' || name === undefined) {
  print(
    Object.entries(benches)
      .map(([key, { about }]) => `${key.padEnd(12)} ${about}`)
      .join('\n'),
  );
} else {
  await run(name, args).catch((error: Error) => {
    say(`bench: ${error.message}`);
    process.exitCode = 1;
  });
}

async function run(key: string, args: readonly string[]): Promise<void> {
  const entry = benches[key];
  if (entry === undefined) {
    say(`bench: there is no benchmark "${key}"; \`npm run bench -- --list\` names them`);
    process.exitCode = 2;
    return;
  }
  const bench = await entry.load();
  const flags = readFlags(args, bench.flags ?? {});
  const figures = await bench.run(say, flags);
  const met = isMet(figures, bench.goals);
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  print(
    flags.json !== undefined
      ? JSON.stringify({ bench: bench.name, machine, figures, goals: bench.goals, met }, null, 2)
      : readable(bench, figures, machine),
  );
  if (!met) process.exitCode = 1;
}

function readable(bench: Bench, figures: Figures, machine: string): string {
  const width = Math.max(...Object.keys(figures).map(({ length }) => length));
  const rows = Object.entries(figures).map(([figure, value]) => {
    const goal = bench.goals[figure];
    const verdict = goal ? `${goal.op} ${goal.value} ${meets(value, goal) ? 'met' : 'MISSED'}` : '';
    return `${figure.padEnd(width)} ${String(Number(value.toPrecision(4))).padStart(10)}  ${verdict.padEnd(16)} ${bench.peers?.[figure] ?? ''}`;
  });
  return [`${bench.name} on ${machine}`, ...rows].join('\n');
}
