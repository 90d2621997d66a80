import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  type Result,
  readDocument,
  resultOf,
  runScript,
  type ScriptDocument,
  type ScriptEnd,
  ssmVariables,
} from '@ares/adapters/local-runner/testing';
import { onTestFinished } from 'vitest';

type Strings = Readonly<Record<string, string>>;
export interface RunOptions {
  readonly shell?: string;
  /** Shell lines put before the script. */
  readonly prologue?: string;
  readonly environment?: Strings;
  readonly timeoutMs?: number;
}

/** A folder that stands for a host: the script of a document runs in it, with `$FAKE` naming it. */
export class DocumentStage {
  readonly root = mkdtempSync(join(tmpdir(), 'ares-stage-'));
  readonly #document: ScriptDocument;
  readonly #path: string;

  /** @param bin folder of commands that come before the real ones */
  constructor(document: string, bin: string | undefined) {
    this.#document = readDocument(join(import.meta.dirname, '..', `${document}.yaml`));
    const own = bin === undefined ? [] : [join(import.meta.dirname, bin)];
    this.#path = [...own, '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin'].join(':');
    onTestFinished(() => rmSync(this.root, { recursive: true, force: true }));
  }

  /** Whether SSM itself would let a value pass. */
  allows(parameter: string, value: string): boolean {
    const { allowedPattern = '', allowedValues } = this.#document.parameters[parameter] ?? {};
    return allowedValues?.includes(value) ?? new RegExp(allowedPattern, 'u').test(value);
  }

  path(...names: readonly string[]): string {
    return join(this.root, ...names);
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text);
  }

  /** The text of a file, empty where there is none. */
  read(name: string): string {
    return existsSync(this.path(name)) ? readFileSync(this.path(name), 'utf8') : '';
  }

  lines(name: string): string[] {
    return this.read(name).split('\n').filter(Boolean);
  }

  /** Runs the script without any check of its parameters, as a faulty or hostile sender would. */
  runRaw(parameters: Strings, options: RunOptions = {}): Promise<ScriptEnd> {
    const { shell = '/bin/sh', prologue = '', environment = {}, timeoutMs = 60_000 } = options;
    const own = { PATH: this.#path, HOME: this.root, ARES_STATE_DIR: this.path('state'), FAKE: this.root };
    return runScript({
      shell,
      // A `touch pwned` would leave its mark in this folder.
      script: `cd '${this.root}'\n${prologue}${this.#document.script}`,
      environment: { ...own, ...ssmVariables(parameters), ...environment },
      timeoutMs,
    });
  }

  async run(parameters: Strings, options: RunOptions = {}): Promise<Result> {
    return resultOf(await this.runRaw(parameters, options));
  }
}
