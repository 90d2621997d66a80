import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { readDocument } from '../document.ts';
import { runScript, type ScriptEnd } from '../run-script.ts';

export const documentPath = join(import.meta.dirname, '../../../../../cdk/documents/remediate.yaml');
export const document = readDocument(documentPath);
const bin = join(import.meta.dirname, 'bin');

export const idOf = (number: number) => number.toString(16).padStart(64, '0');
export const IMAGE = `sha256:${idOf(0xabc)}`;
export const HASH = idOf(0xdef);
export const STARTED_AT = '2026-01-01T00:00:00.000000001Z';

/** Prologue that makes every time limit of a Docker call one second. */
export const impatient = 'timeout() { shift 3; command timeout 1 "$@"; }\n';

/** What the script said on its last line. */
export interface Result {
  readonly status: string;
  readonly reason: string;
  readonly [key: string]: unknown;
}

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

/** A host whose Docker is a folder (see `bin/docker`), with one Compose service `web` of the project `shop`. */
export function fakeHost() {
  const root = mkdtempSync(join(tmpdir(), 'ares-host-'));
  roots.push(root);
  const path = (...names: string[]) => join(root, ...names);
  for (const name of ['containers', 'images', 'project']) mkdirSync(path(name));
  const write = (name: string, text: string) => writeFileSync(path(name), text);
  const read = (name: string) => (existsSync(path(name)) ? readFileSync(path(name), 'utf8') : '');
  write('project/compose.yaml', 'services: {}\n');
  write('images/web:1', `${IMAGE} null\n`);
  write('hash', HASH);
  write('logs', 'one\ntwo\n');
  write('ids', '255');

  const labels = (over: Readonly<Record<string, unknown>> = {}) => {
    const all = {
      policy: null,
      oneoff: 'False',
      project: 'shop',
      service: 'web',
      directory: path('project'),
      files: path('project/compose.yaml'),
      envFiles: null,
      hash: HASH,
      ...over,
    };
    return `${Object.values(all)
      .map((value) => JSON.stringify(value))
      .join('\n')}\n`;
  };

  const environment = (parameters: Readonly<Record<string, string>>, over: Readonly<Record<string, string>> = {}) => ({
    PATH: `${bin}:/usr/bin:/bin`,
    HOME: root,
    ARES_STATE_DIR: path('state'),
    FAKE: root,
    ...Object.fromEntries(Object.entries(parameters).map(([name, value]) => [`SSM_${name}`, value])),
    ...over,
  });

  return {
    path,
    write,
    read,
    /** Adds a replica: its id is `idOf(number)` and its name `shop-web-NUMBER`. */
    addContainer(number: number, over: Readonly<Record<string, string>> = {}, labelsOver = {}) {
      mkdirSync(path('containers', idOf(number)));
      const facts = {
        name: `shop-web-${number}`,
        state: 'running',
        start: STARTED_AT,
        image: IMAGE,
        ref: 'web:1',
        volumes: '',
        number: String(number),
        labels: labels(labelsOver),
        ...over,
      };
      for (const [name, text] of Object.entries(facts)) write(`containers/${idOf(number)}/${name}`, text);
    },
    setContainer: (number: number, fact: string, text: string) => write(`containers/${idOf(number)}/${fact}`, text),
    containers: () =>
      readdirSync(path('containers'))
        .filter((id) => !id.startsWith('.'))
        .map((id) => ({ id, name: read(`containers/${id}/name`), state: read(`containers/${id}/state`) })),
    starts: () => read('starts').split('\n').filter(Boolean),
    /** Docker commands that change something, each as its words. */
    changes: () =>
      read('calls')
        .split('\n')
        .filter((call) => /^(start|stop|restart|rm|rename|compose .* up) /.test(call)),
    parameters: (kind: string, over: Readonly<Record<string, string>> = {}) => ({
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
    }),
    /** Runs the script without any check of its parameters, as a faulty or hostile sender would. */
    runRaw: (parameters: Readonly<Record<string, string>>, options: RunOptions = {}): Promise<ScriptEnd> =>
      runScript({
        shell: options.shell ?? '/bin/sh',
        script: (options.prologue ?? '') + document.script,
        environment: environment(parameters, options.environment),
        timeoutMs: options.timeoutMs ?? 60_000,
      }),
    async run(parameters: Readonly<Record<string, string>>, options: RunOptions = {}): Promise<Result> {
      return resultOf(await this.runRaw(parameters, options));
    },
  };
}
export type FakeHost = ReturnType<typeof fakeHost>;

export interface RunOptions {
  readonly shell?: string;
  /** Shell lines put before the script. */
  readonly prologue?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

/** The one JSON object of the script's output. */
export function resultOf(end: ScriptEnd): Result {
  if (end.state !== 'done') throw new Error(`the script ended ${end.state}`);
  const lines = end.stdout.split('\n');
  if (lines.length !== 2 || lines[1] !== '') throw new Error(`not one line: ${end.stdout}\n${end.stderr}`);
  return JSON.parse(lines[0] ?? '') as Result;
}
