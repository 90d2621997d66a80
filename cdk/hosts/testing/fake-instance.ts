import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that stands for the root of an instance: scripts run with their absolute paths moved below it. */
export class FakeInstance {
  readonly root = mkdtempSync(join(tmpdir(), 'ares-instance-'));

  constructor() {
    onTestFinished(() => rmSync(this.root, { recursive: true, force: true }));
  }

  path(name: string): string {
    return join(this.root, name);
  }

  write(name: string, content: string | Buffer): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), content);
  }

  read(name: string): string {
    return existsSync(this.path(name)) ? readFileSync(this.path(name), 'utf8') : '';
  }

  /** What was called, without this folder's own path. */
  calls(command = ''): string[] {
    const calls = this.read('calls').replaceAll(this.root, '').split('\n').filter(Boolean);
    return calls.filter((call) => call.startsWith(command));
  }

  run(script: string, args: readonly string[] = [], shell = '/bin/sh') {
    writeFileSync(this.path('script'), this.moved(script), { mode: 0o755 });
    const PATH = `${join(import.meta.dirname, 'bin')}:/usr/bin:/bin`;
    const env = { PATH, FAKE: this.root, HOME: this.root };
    const { status, stderr } = spawnSync(shell, [this.path('script'), ...args], { env, encoding: 'utf8' });
    return { status, stderr: stderr.replaceAll(this.root, '') };
  }

  moved(script: string): string {
    return script.replaceAll(
      /(?<![\w.:/}])\/(etc|opt|data|dev\/sdf|usr\/local|var\/lib|var\/run)\b/g,
      `${this.root}/$1`,
    );
  }
}
