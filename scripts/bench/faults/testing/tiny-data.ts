import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { nezhaMetrics } from '../nezha/nezha-metrics.ts';

const START_S = 1_000_000_020;
const MINUTES = 360;
export const tinyFault = { t: START_S + 1_800 - 5, service: 'db', type: 'cpu_contention' } as const;

/**
 * Both data sets in a new folder, as small as can be. Nezha: six hours of the pods web and db, the fault in db half an
 * hour after the start. PetShop: web calls db, which is slow in one case and fails in the other. Gone when the tests of the file are over.
 */
export function tinyData(): string {
  const dir = mkdtempSync(join(tmpdir(), 'faults-'));
  afterAll(() => rmSync(dir, { recursive: true }));
  writeNezha(join(dir, 'nezha'));
  writePetshop(join(dir, 'petshop'));
  return dir;
}

function writeNezha(dir: string): void {
  mkdirSync(join(dir, 'metrics'), { recursive: true });
  for (const pod of ['web', 'db']) {
    const lines = Array.from({ length: MINUTES }, (_, i) => {
      const isHit = pod === 'db' && i >= 30 && i < 35;
      return [START_S + i * 60, '', ...nezhaMetrics.map((_, j) => (isHit ? 500 : 50 + ((i * (j + 3)) % 7)))];
    });
    const head = ['t', 'Unknown', ...nezhaMetrics.map(({ name }) => name)];
    writeFileSync(join(dir, 'metrics', `${pod}.csv`), csv([head, ...lines]));
  }
  writeFileSync(join(dir, 'metrics', 'frontend-slo.csv'), csv([['t'], [START_S]]));
  writeFileSync(
    join(dir, 'dependency.csv'),
    csv([
      ['Source', 'Target', 'Weight'],
      ['web', 'db', 1],
      ['db', '10.0.0.1', 1],
    ]),
  );
  writeFileSync(join(dir, 'faults.json'), JSON.stringify([tinyFault]));
}

function writePetshop(dir: string): void {
  const table = (rows: number, hit: Partial<Record<'latency' | 'availability', number>>) =>
    csv([
      ['microservice', 'web', 'web', 'web', 'db', 'db', 'db'],
      ['metric', 'latency', 'availability', 'requests', 'latency', 'availability', 'requests'],
      ['statistic', 'Average', 'Average', 'Sum', 'Average', 'Average', 'Sum'],
      ['unix_timestamp', '', '', '', '', '', ''],
      ...Array.from({ length: rows }, (_, i) => {
        const [latency, availability] = [i < 2 ? undefined : hit.latency, i < 2 ? undefined : hit.availability];
        const values = [latency ?? 0.1 + 0.001 * (i % 3), availability ?? 100, 60];
        return [i * 300, ...values, ...values];
      }),
    ]);
  const write = (path: string, text: string): void => {
    mkdirSync(join(dir, path, '..'), { recursive: true });
    writeFileSync(join(dir, path), text);
  };
  write(
    'calm/graph.csv',
    csv([
      ['', 'web', 'db'],
      ['web', 0, 1],
      ['db', 0, 0],
    ]).replaceAll('\n', '\r\n'),
  );
  write('calm/noissue/metrics.csv', table(300, {}));
  write('calm/slow/metrics.csv', table(5, { latency: 2 }));
  write('calm/failing/metrics.csv', table(5, { availability: 40 }));
  const listed = (name: string, metric: string) => ({
    case: `calm/${name}`,
    target: { node: 'web', metric },
    root_cause: 'db',
  });
  write('cases.json', JSON.stringify([listed('slow', 'latency'), listed('failing', 'availability')]));
}

const csv = (lines: readonly (readonly (string | number)[])[]): string =>
  lines.map((line) => `${line.join(',')}\n`).join('');
