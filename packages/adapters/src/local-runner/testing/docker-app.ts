import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, onTestFinished } from 'vitest';
import { localRunner } from '../local-runner.ts';
import { runScript, type ScriptEnd } from '../run-script.ts';
import { ssmVariables } from '../ssm-variables.ts';
import { document, documentPath, type Result, resultOf } from './script-result.ts';

const imagesEnv = join(import.meta.dirname, '../../../../../.ares/images.env');
const images = existsSync(imagesEnv) ? parseEnv(readFileSync(imagesEnv, 'utf8')) : {};
const BASE_IMAGE = process.env.NODE_IMAGE ?? images.NODE_IMAGE ?? 'node:24-trixie-slim';

type Strings = Readonly<Record<string, string>>;

export const docker = (...args: string[]): string =>
  execFileSync('docker', args, { encoding: 'utf8', stdio: 'pipe' }).trim();

const composeYaml = (project: string) => `
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
export class DockerApp {
  /** Also the name of the image, so that a test may take the image away. */
  readonly project = `ares-test-${randomBytes(4).toString('hex')}`;
  readonly image = `${this.project}:1`;
  readonly #directory = mkdtempSync(join(tmpdir(), 'ares-app-'));
  readonly composeFile = join(this.#directory, 'compose.yaml');
  readonly stateDir = join(this.#directory, 'state');
  readonly runner = localRunner({ documentPath, stateDir: this.stateDir });

  constructor(settings: Strings) {
    docker('tag', BASE_IMAGE, this.image);
    writeFileSync(this.composeFile, composeYaml(this.project));
    this.configure(settings);
    onTestFinished(() => this.#remove());
  }

  #remove(): void {
    writeFileSync(this.composeFile, composeYaml(this.project));
    this.compose('down', '--volumes', '--timeout', '0');
    if (docker('images', '--quiet', this.image) !== '') docker('rmi', this.image);
    rmSync(this.#directory, { recursive: true });
  }

  /** Writes the environment file that Compose interpolates from. */
  configure(settings: Strings): void {
    const values = { WEB_IMAGE: this.image, GREETING: 'hello', ...settings };
    const lines = Object.entries(values).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(join(this.#directory, 'app.env'), lines.join(''));
  }

  compose(...args: string[]): void {
    docker('compose', '--file', this.composeFile, '--env-file', join(this.#directory, 'app.env'), ...args);
  }

  name(service: string, number = 1): string {
    return `${this.project}-${service}-${number}`;
  }

  inspect(name: string) {
    return JSON.parse(docker('inspect', '--type', 'container', name))[0];
  }

  /** `NAME STATE` of each container of a service, sorted. */
  containers(service: string): string[] {
    const of = (key: string, value: string) => ['--filter', `label=com.docker.compose.${key}=${value}`];
    const filters = [...of('project', this.project), ...of('service', service)];
    return docker('ps', '--all', ...filters, '--format', '{{.Names}} {{.State}}')
      .split('\n')
      .filter(Boolean)
      .sort();
  }

  /** Parameters of a fresh action on the container as it is now. */
  parameters(kind: string, name: string, over: Strings = {}): Record<string, string> {
    const { Id, State } = this.inspect(name);
    return {
      ActionId: `action-${randomBytes(6).toString('hex')}`,
      Epoch: '1',
      Shard: 'local',
      Kind: kind,
      ContainerName: name,
      ContainerId: Id,
      StartedAt: State.StartedAt,
      ExpiresAt: String(Math.floor(Date.now() / 1_000) + 300),
      StopTimeoutSeconds: '1',
      ...over,
    };
  }

  /** Sends the command as the loop would and waits for its result. */
  async send(parameters: Strings): Promise<Result> {
    const request = { actionId: parameters.ActionId ?? '', hostId: 'local', parameters, executionTimeoutMs: 120_000 };
    const { commandId } = await this.runner.start(request);
    const status = () => this.runner.status('local', commandId);
    await expect.poll(status, { timeout: 120_000 }).not.toEqual({ state: 'pending' });
    return resultOf((await status()) as ScriptEnd);
  }

  /** Delivers the command past the runner, which would know it again, and kills it when the time is over. */
  deliver(parameters: Strings, timeoutMs: number, prologue = ''): Promise<ScriptEnd> {
    const environment = {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      ARES_STATE_DIR: this.stateDir,
      ...ssmVariables(parameters),
    };
    return runScript({ shell: '/bin/sh', script: prologue + document.script, environment, timeoutMs });
  }
}

export const dockerApp = (settings: Strings = {}) => new DockerApp(settings);
