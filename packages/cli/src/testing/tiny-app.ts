import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { stringify } from 'yaml';
import { compose } from '../local/compose.ts';
import { imagesEnv } from '../local/paths.ts';

const run = promisify(execFile);

export const docker = async (...args: readonly string[]): Promise<string> =>
  (await run('docker', [...args])).stdout.trim();

export interface TinyService {
  readonly environment?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly restart?: string;
}

export interface TinyApp {
  readonly fleet: string;
  readonly project: string;
  container(service: string): string;
  compose(...args: readonly string[]): Promise<string>;
  /** Brings a service up with another configuration, as a deploy does. */
  deploy(service: string, environment: Readonly<Record<string, string>>): Promise<string>;
  /** Makes or removes a file that the service looks for. */
  flag(service: string, name: 'unready' | 'exit-at-start', on: boolean): void;
  down(): Promise<void>;
}

/** Brings up a Compose application of tiny servers in a fleet of its own. */
export async function startTinyApp(services: Readonly<Record<string, TinyService>>): Promise<TinyApp> {
  const fleet = `tiny-${randomUUID().slice(0, 8)}`;
  const dir = mkdtempSync(join(tmpdir(), `${fleet}-`));
  chmodSync(dir, 0o755);
  cpSync(join(import.meta.dirname, 'tiny-server.mjs'), join(dir, 'server.mjs'));
  const file = join(dir, 'compose.yaml');
  const entries = Object.fromEntries(
    Object.entries(services).map(([name, service]) => [name, entry(dir, fleet, name, service)]),
  );
  writeFileSync(file, stringify({ services: entries }));
  const target = { project: fleet, file, envFiles: [], env: {} };
  await compose(target, ['up', '-d']);
  return {
    fleet,
    project: fleet,
    container: (service) => `${fleet}-${service}-1`,
    compose: (...args) => compose(target, args),
    deploy(service, environment) {
      writeFileSync(file, stringify({ services: { ...entries, [service]: { ...entries[service], environment } } }));
      return compose(target, ['up', '-d', service]);
    },
    flag(service, name, on) {
      const path = join(dir, service, name);
      if (on) writeFileSync(path, '');
      else rmSync(path, { force: true });
    },
    async down() {
      await compose(target, ['down', '--volumes', '--timeout', '1']);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function entry(dir: string, fleet: string, name: string, { environment, labels, restart }: TinyService) {
  mkdirSync(join(dir, name));
  return {
    image: nodeImage(),
    command: ['node', '/server.mjs'],
    volumes: [`${dir}/server.mjs:/server.mjs:ro`, `${dir}/${name}:/data:ro`],
    environment: environment ?? {},
    ...(restart ? { restart } : {}),
    labels: { 'ares.service': name, 'ares.fleet': fleet, 'ares.health': 'http:8080/ready', ...labels },
  };
}

/** The image that setup found or built. */
function nodeImage(): string {
  const line = readFileSync(imagesEnv, 'utf8')
    .split('\n')
    .find((l) => l.startsWith('NODE_IMAGE='));
  return line?.slice('NODE_IMAGE='.length) ?? 'node:24-trixie-slim';
}
