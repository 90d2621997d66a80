import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

const module = new URL('./run-attached.mjs', import.meta.url).href;

/** A process that hands over to a shell, as `npm start` hands over to `ares start`. */
function attached(script: string) {
  const code = `import { runAttached } from ${JSON.stringify(module)};
    process.exit(await runAttached('sh', ['-c', ${JSON.stringify(script)}]));`;
  // Own pipes: what would be left behind must not hold those of the test's worker, which would then never end.
  return spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'pipe'] });
}

test('signals are listened to before the program is started', async () => {
  const code = `import childProcess from 'node:child_process';
    import { syncBuiltinESMExports } from 'node:module';
    const { spawn } = childProcess;
    childProcess.spawn = (...args) => {
      console.log(process.listenerCount('SIGINT'), process.listenerCount('SIGTERM'));
      return spawn(...args);
    };
    syncBuiltinESMExports();
    const { runAttached } = await import(${JSON.stringify(module)});
    await runAttached('true', []);`;
  const said = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'pipe'] });
  expect(await text(said.stdout)).toBe('1 1\n');
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  'without a terminal %s is handed on, and the exit code comes back',
  async (signal) => {
    const name = signal.slice(3);
    const parent = attached(`trap 'echo stopped; exit 7' ${name}; echo ready; while :; do sleep 0.02; done`);
    const said: string[] = [];
    parent.stdout.on('data', (data) => said.push(String(data)));
    await once(parent.stdout, 'data');
    parent.kill(signal);
    expect(await once(parent, 'close')).toEqual([7, null]);
    expect(said.join('')).toBe('ready\nstopped\n');
  },
);

test('an end by a signal is 128 and its number', async () => {
  expect(await once(attached('kill -KILL $$'), 'close')).toEqual([137, null]);
});
