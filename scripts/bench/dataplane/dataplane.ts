import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { startShop } from '../../../services/e2e/shop-stack.ts';
import { type Bench, percentile } from '../bench.ts';
import { type LoadRun, loadRun } from './load-run.ts';

const run = promisify(execFile);
const docker = async (...args: readonly string[]): Promise<string> => (await run('docker', [...args])).stdout.trim();

const ROUNDS = 5;
const PATH = '/products?limit=20';

interface Lane {
  readonly name: 'whole' | 'gateway' | 'pipe' | 'product';
  readonly url: string;
  /** Whose CPU time counts. */
  readonly containers: readonly string[];
}

/** A catalog read through the whole data plane, the gateway alone, a raw pipe in its place, and the service alone. */
export const dataplane: Bench = {
  name: 'dataplane',
  about: 'requests per server-CPU-second of a catalog read; gateway against a raw Node pipe',
  goals: { 'gateway.ratioToRawPipe': { op: '>=', value: 0.7 }, failedRequests: { op: '==', value: 0 } },
  peers: { 'gateway.ratioToRawPipe': 'raw pipe: 1', 'gateway.requestsPerCpuSecond': 'pipe.requestsPerCpuSecond' },
  async run(say) {
    const project = `ares-bench-${randomUUID().slice(0, 8)}`;
    const shop = await startShop({ project, env: { RATE_PER_CLIENT: '1000000', LOG_LEVEL: 'warn' } });
    const pipe = `${project}-pipe`;
    try {
      await startPipe(pipe, project);
      const lanes = await lanesOf(project, pipe, shop.baseUrl);
      for (const lane of lanes) await loadRun(lane.url, lane.containers);
      const runs = new Map<Lane['name'], LoadRun[]>(lanes.map(({ name }) => [name, []]));
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const lane of lanes) {
          const done = await loadRun(lane.url, lane.containers);
          say(`${lane.name}: ${Math.round(done.perCpuSecond)} requests per CPU second, ${done.failed} failed`);
          runs.get(lane.name)?.push(done);
        }
      }
      return figuresOf(runs);
    } finally {
      await docker('rm', '-f', pipe).catch(() => undefined);
      await shop.stop();
    }
  },
};

/** The raw pipe runs where the gateway runs: same image, same network, same limits. */
async function startPipe(name: string, project: string): Promise<void> {
  const image = await docker('inspect', '-f', '{{.Config.Image}}', `${project}-gateway-1`);
  const script = `${import.meta.dirname}/raw-pipe.mjs:/pipe.mjs:ro`;
  await docker(
    'run',
    '-d',
    '--name',
    name,
    '--network',
    `${project}_app`,
    '-v',
    script,
    '--cpus',
    '1',
    '--entrypoint',
    'node',
    image,
    '/pipe.mjs',
  );
}

async function lanesOf(project: string, pipe: string, baseUrl: string): Promise<readonly Lane[]> {
  const container = (service: string) => `${project}-${service}-1`;
  const [gateway, product, piped] = await Promise.all(
    [container('gateway'), container('product'), pipe].map(addressOf),
  );
  const all = ['proxy', 'gateway', 'product'].map(container);
  return [
    { name: 'pipe', url: `http://${piped}:8080${PATH}`, containers: [pipe] },
    { name: 'gateway', url: `http://${gateway}:8080/api${PATH}`, containers: [container('gateway')] },
    { name: 'product', url: `http://${product}:8080${PATH}`, containers: [container('product')] },
    { name: 'whole', url: `${baseUrl}/api${PATH}`, containers: all },
  ];
}

const addressOf = async (container: string): Promise<string> => {
  const format = '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}';
  return (await docker('inspect', '-f', format, container)).split(' ')[0] ?? '';
};

type Runs = ReadonlyMap<Lane['name'], readonly LoadRun[]>;

function figuresOf(runs: Runs) {
  const speeds = (name: Lane['name']): readonly number[] => (runs.get(name) ?? []).map((run) => run.perCpuSecond);
  const pipe = speeds('pipe');
  // Round by round, because the noise of the machine lasts longer than a round.
  const ratios = speeds('gateway').map((speed, round) => speed / (pipe[round] ?? Number.NaN));
  return {
    'whole.requestsPerCpuSecond': percentile(speeds('whole'), 0.5),
    'product.requestsPerCpuSecond': percentile(speeds('product'), 0.5),
    'gateway.requestsPerCpuSecond': percentile(speeds('gateway'), 0.5),
    'pipe.requestsPerCpuSecond': percentile(pipe, 0.5),
    'gateway.ratioToRawPipe': percentile(ratios, 0.5),
    failedRequests: [...runs.values()].flat().reduce((sum, run) => sum + run.failed, 0),
  };
}
