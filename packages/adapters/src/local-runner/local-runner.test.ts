import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandRequest, CommandStatus } from '@ares/core';
import { expect, onTestFinished, test } from 'vitest';
import { localRunner } from './local-runner.ts';

const documentOf = (script: string) => `
schemaVersion: '2.2'
parameters:
  ActionId: { type: String, interpolationType: ENV_VAR, allowedPattern: '^[a-z0-9-]{8,20}$' }
  Kind: { type: String, interpolationType: ENV_VAR, allowedValues: [restart, query], default: restart }
mainSteps:
  - action: aws:runShellScript
    name: x
    inputs: { timeoutSeconds: 120, runCommand: [${JSON.stringify(script)}] }
`;

function setUp(script: string, options: { deliveryTimeoutMs?: number; shell?: string } = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'ares-runner-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const documentPath = join(directory, 'document.yaml');
  writeFileSync(documentPath, documentOf(script));
  const runner = localRunner({ documentPath, stateDir: directory, ...options });
  const ended = async (commandId: string): Promise<CommandStatus> => {
    await expect.poll(() => runner.status('local', commandId), { timeout: 20_000 }).not.toEqual({ state: 'pending' });
    return runner.status('local', commandId);
  };
  return { runner, ended, read: (name: string) => readFileSync(join(directory, name), 'utf8') };
}

const request = (actionId: string, over: Partial<CommandRequest> = {}): CommandRequest => ({
  actionId,
  hostId: 'local',
  parameters: { ActionId: actionId },
  executionTimeoutMs: 30_000,
  ...over,
});

test('start returns at once; the status tells how it went', async () => {
  const { runner, ended } = setUp('sleep 0.2; echo "$SSM_ActionId $SSM_Kind $ARES_STATE_DIR"');
  const { commandId } = await runner.start(request('action-1'));
  expect(await runner.status('local', commandId)).toEqual({ state: 'pending' });
  expect(await ended(commandId)).toMatchObject({
    state: 'done',
    exitCode: 0,
    stdout: expect.stringMatching(/^action-1 restart \/.*\n$/),
  });
});

test('row 4: the same action twice is one command', async () => {
  const { runner, ended, read } = setUp('echo run >>"$ARES_STATE_DIR/runs"');
  const [first, second] = await Promise.all([runner.start(request('action-1')), runner.start(request('action-1'))]);
  expect(second).toEqual(first);
  await ended(first.commandId);
  expect(await runner.start(request('action-1'))).toEqual(first);
  expect(await runner.findByActionId('local', 'action-1')).toBe(first.commandId);
  expect(read('runs')).toBe('run\n');
});

test.each([
  { report: '{ "status": "unknown", "reason": "x" }', again: true },
  { report: '{"status":"unknown"}\n{"status":"done"}', again: false },
  { report: String.raw`{"status":"failed","reason":"said \\"status\\":\\"unknown\\""}`, again: false },
  { report: 'null', again: false },
  { report: 'no JSON, "status":"unknown"', again: false },
])('an action whose command reported $report is run again: $again', async ({ report, again }) => {
  const { runner, ended } = setUp(`cat <<'END'\n${report}\nEND`);
  const first = await runner.start(request('action-1'));
  await ended(first.commandId);
  const second = await runner.start(request('action-1'));
  expect(second.commandId !== first.commandId).toBe(again);
  await ended(second.commandId);
});

test('a query is a command of its own and is never taken for the action', async () => {
  const { runner, ended } = setUp('echo "$SSM_Kind"');
  const action = await runner.start(request('action-1'));
  const query = await runner.start(request('action-1', { parameters: { ActionId: 'action-1', Kind: 'query' } }));
  expect(query).not.toEqual(action);
  expect(await ended(query.commandId)).toMatchObject({ stdout: 'query\n' });
  expect(await runner.findByActionId('local', 'action-1')).toBe(action.commandId);
});

test('what SSM would not accept is rejected and leaves no trace', async () => {
  const { runner } = setUp('true');
  await expect(runner.start(request('action-1', { parameters: { ActionId: '$(id)' } }))).rejects.toMatchObject({
    code: 'COMMAND_REJECTED',
  });
  await expect(runner.start(request('action-1', { parameters: { ActionId: 'action-2' } }))).rejects.toThrow('action-2');
  expect(await runner.findByActionId('local', 'action-1')).toBeUndefined();
});

test('row 18: a command that hangs is timed out', async () => {
  const { runner, ended } = setUp('sleep 60');
  const { commandId } = await runner.start(request('action-1', { executionTimeoutMs: 100 }));
  expect(await ended(commandId)).toEqual({ state: 'timed-out' });
});

test('a command that finds no free worker in time is timed out without having run', async () => {
  const { runner, ended, read } = setUp('echo "$SSM_ActionId" >>"$ARES_STATE_DIR/runs"; sleep 60', {
    deliveryTimeoutMs: 50,
  });
  const busy = await Promise.all(
    [1, 2, 3, 4, 5].map((n) => runner.start(request(`action-${n}`, { executionTimeoutMs: 3_000 }))),
  );
  const late = await runner.start(request('action-6'));
  expect(await ended(late.commandId)).toEqual({ state: 'timed-out' });
  for (const { commandId } of busy) await ended(commandId);
  expect(read('runs').trim().split('\n').sort()).toEqual(['action-1', 'action-2', 'action-3', 'action-4', 'action-5']);
});

test('a command that nobody started is not found', async () => {
  const { runner } = setUp('true');
  expect(await runner.status('local', 'nothing')).toEqual({ state: 'not-found' });
  expect(await runner.findByActionId('local', 'nothing')).toBeUndefined();
});

test('a shell that cannot be run ends the command with the reason', async () => {
  const { runner, ended } = setUp('true', { shell: '/nowhere/sh' });
  const { commandId } = await runner.start(request('action-1'));
  expect(await ended(commandId)).toMatchObject({
    state: 'done',
    exitCode: 127,
    stderr: expect.stringContaining('ENOENT'),
  });
});
