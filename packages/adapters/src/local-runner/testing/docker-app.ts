import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, onTestFinished } from 'vitest';
import { localRunner } from '../local-runner.ts';
import { documentPath, type Result, resultOf } from './fake-host.ts';

const imagesEnv = join(import.meta.dirname, '../../../../../.ares/images.env');
const images = existsSync(imagesEnv) ? parseEnv(readFileSync(imagesEnv, 'utf8')) : {};
const BASE_IMAGE = process.env.NODE_IMAGE ?? images.NODE_IMAGE ?? 'node:24-trixie-slim';

export const docker = (...args: string[]): string =>
  execFileSync('docker', args, { encoding: 'utf8', stdio: 'pipe' }).trim();

const compose = (project: string) => `
name: ${project}
services:
  store:
    image: ${project}:1
    command: [sleep, infinity]
    init: true
    stop_grace_period: 1s
  web:
    image: $\{WEB_IMAGE}
    command: [sleep, infinity]
    init: $\{WEB_INIT:-true}
    stop_grace_period: 1s
    depends_on: [store]
    environment: { GREETING: "$\{GREETING}", PASSWORD: do-not-copy-me }
    volumes: [data:/data]
    labels: { ares.service: web }
  cache:
    image: ${project}:1
    command: [sleep, infinity]
    init: true
    stop_grace_period: 1s
    volumes: [/scratch]
volumes: { data: {} }
`;

/** A tiny Compose application of its own on the real Docker daemon, taken away when the test ends. */
export function dockerApp(settings: Readonly<Record<string, string>> = {}) {
  const project = `ares-test-${randomBytes(4).toString('hex')}`;
  const directory = mkdtempSync(join(tmpdir(), 'ares-app-'));
  const composeFile = join(directory, 'compose.yaml');
  const envFile = join(directory, 'app.env');
  const stateDir = join(directory, 'state');
  const writeEnv = (values: Readonly<Record<string, string>>) =>
    writeFileSync(
      envFile,
      Object.entries(values)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    );
  const run = (...args: string[]) => docker('compose', '-f', composeFile, '--env-file', envFile, ...args);

  docker('tag', BASE_IMAGE, `${project}:1`);
  writeFileSync(composeFile, compose(project));
  writeEnv({ WEB_IMAGE: `${project}:1`, GREETING: 'hello', ...settings });
  onTestFinished(() => {
    writeFileSync(composeFile, compose(project));
    run('down', '--volumes', '--timeout', '0');
    const tags = docker('images', '--quiet', `${project}:1`);
    if (tags !== '') docker('rmi', `${project}:1`);
    rmSync(directory, { recursive: true });
  });

  const runner = localRunner({ documentPath, stateDir });
  const inspect = (name: string) => JSON.parse(docker('inspect', '--type', 'container', name))[0];
  const parameters = (kind: string, name: string, over: Readonly<Record<string, string>> = {}) => ({
    ActionId: `action-${randomBytes(6).toString('hex')}`,
    Epoch: '1',
    Shard: 'local',
    Kind: kind,
    ContainerName: name,
    ContainerId: inspect(name).Id as string,
    StartedAt: inspect(name).State.StartedAt as string,
    ExpiresAt: String(Math.floor(Date.now() / 1_000) + 300),
    StopTimeoutSeconds: '1',
    ...over,
  });

  return {
    project,
    composeFile,
    stateDir,
    run,
    writeEnv,
    inspect,
    parameters,
    runner,
    name: (service: string, number = 1) => `${project}-${service}-${number}`,
    containers: (service: string) =>
      docker(
        'ps',
        '-a',
        '--filter',
        `label=com.docker.compose.project=${project}`,
        '--filter',
        `label=com.docker.compose.service=${service}`,
        '--format',
        '{{.Names}} {{.State}}',
      )
        .split('\n')
        .filter(Boolean)
        .sort(),
    /** Sends the command as the loop would and waits for its result. */
    async send(given: Readonly<Record<string, string>>): Promise<Result> {
      const hostId = 'local';
      const { commandId } = await runner.start({
        actionId: given.ActionId ?? '',
        hostId,
        parameters: given,
        executionTimeoutMs: 120_000,
      });
      await expect.poll(() => runner.status(hostId, commandId), { timeout: 120_000 }).not.toEqual({ state: 'pending' });
      const status = await runner.status(hostId, commandId);
      if (status.state !== 'done') throw new Error(`the command ended ${status.state}`);
      return resultOf(status);
    },
  };
}
