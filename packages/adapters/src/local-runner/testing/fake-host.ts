import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { runScript, type ScriptEnd } from '../run-script.ts';
import { ssmVariables } from '../ssm-variables.ts';
import { document, type Result, resultOf } from './script-result.ts';

export const idOf = (number: number) => number.toString(16).padStart(64, '0');
export const IMAGE = `sha256:${idOf(0xabc)}`;
const HASH = idOf(0xdef);
export const STARTED_AT = '2026-01-01T00:00:00.000000001Z';

/** Prologue that makes every time limit of a Docker call one second. */
export const impatient = 'timeout() { shift 3; command timeout 1 "$@"; }\n';

type Strings = Readonly<Record<string, string>>;
export interface RunOptions {
  readonly shell?: string;
  /** Shell lines put before the script. */
  readonly prologue?: string;
  readonly environment?: Strings;
}

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

/** A host whose Docker is a folder (see `bin/docker`), with one Compose service `web` of the project `shop`. */
export class FakeHost {
  readonly root = mkdtempSync(join(tmpdir(), 'ares-host-'));

  constructor() {
    roots.push(this.root);
    for (const name of ['containers', 'images', 'project']) mkdirSync(this.path(name));
    this.write('project/compose.yaml', 'services: {}\n');
    this.write('images/web:1', `${IMAGE} null\n`);
    this.write('hash', HASH);
    this.write('logs', 'one\ntwo\n');
    this.write('ids', '255');
  }

  path(...names: string[]): string {
    return join(this.root, ...names);
  }

  write(name: string, text: string): void {
    writeFileSync(this.path(name), text);
  }

  /** The text of a file, empty where there is none. */
  read(name: string): string {
    return existsSync(this.path(name)) ? readFileSync(this.path(name), 'utf8') : '';
  }

  /** Adds a replica: its id is `idOf(number)` and its name `shop-web-NUMBER`. */
  addContainer(number: number, over: Strings = {}, labels: Readonly<Record<string, unknown>> = {}): void {
    mkdirSync(this.path('containers', idOf(number)));
    const facts = {
      name: `shop-web-${number}`,
      state: 'running',
      start: STARTED_AT,
      image: IMAGE,
      ref: 'web:1',
      volumes: '',
      number: String(number),
      labels: this.#labels(labels),
      ...over,
    };
    for (const [name, text] of Object.entries(facts)) this.write(`containers/${idOf(number)}/${name}`, text);
  }

  /** One label a line as JSON, in the order in which the script asks for them. */
  #labels(over: Readonly<Record<string, unknown>>): string {
    const labels = {
      policy: null,
      oneoff: 'False',
      project: 'shop',
      service: 'web',
      directory: this.path('project'),
      files: this.path('project/compose.yaml'),
      envFiles: null,
      hash: HASH,
      ...over,
    };
    const lines = Object.values(labels).map((value) => JSON.stringify(value));
    return `${lines.join('\n')}\n`;
  }

  containers(): { readonly id: string; readonly name: string; readonly state: string }[] {
    const ids = readdirSync(this.path('containers')).filter((id) => !id.startsWith('.'));
    return ids.map((id) => ({
      id,
      name: this.read(`containers/${id}/name`),
      state: this.read(`containers/${id}/state`),
    }));
  }

  /** The id of each container that was started, once for each start. */
  starts(): string[] {
    return this.read('starts').split('\n').filter(Boolean);
  }

  /** Docker commands that change something, each as its words. */
  changes(): string[] {
    const changing = /^(start|stop|restart|rm|rename|compose .* up) /;
    return this.read('calls')
      .split('\n')
      .filter((call) => changing.test(call));
  }

  parameters(kind: string, over: Strings = {}): Record<string, string> {
    return {
      ActionId: 'incident-1.0.1',
      Epoch: '7',
      Shard: 'local',
      Kind: kind,
      ContainerName: 'shop-web-1',
      ContainerId: idOf(1),
      StartedAt: STARTED_AT,
      ExpiresAt: String(Math.floor(Date.now() / 1_000) + 60),
      StopTimeoutSeconds: '5',
      ...(kind === 'scale' ? { Replicas: '2' } : {}),
      ...over,
    };
  }

  /** Runs the script without any check of its parameters, as a faulty or hostile sender would. */
  runRaw(
    parameters: Strings,
    { shell = '/bin/sh', prologue = '', environment = {} }: RunOptions = {},
  ): Promise<ScriptEnd> {
    const own = {
      PATH: `${join(import.meta.dirname, 'bin')}:/usr/bin:/bin`,
      HOME: this.root,
      ARES_STATE_DIR: this.path('state'),
      FAKE: this.root,
    };
    const variables = { ...own, ...ssmVariables(parameters), ...environment };
    return runScript({ shell, script: prologue + document.script, environment: variables, timeoutMs: 60_000 });
  }

  async run(parameters: Strings, options: RunOptions = {}): Promise<Result> {
    return resultOf(await this.runRaw(parameters, options));
  }
}

export const fakeHost = () => new FakeHost();
