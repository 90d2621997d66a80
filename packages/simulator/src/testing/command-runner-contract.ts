import { randomUUID } from 'node:crypto';
import { AresError, type CommandRequest, type CommandRunner, type CommandStatus } from '@ares/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

/** What the script of a stage does: print `out`; print `out` and `err` and exit with 3; print 30,000 characters. */
export type ScriptBehaviour = 'succeed' | 'fail' | 'flood';

/** The shell script of each behaviour, for stages that run one. */
export const behaviourScripts: Readonly<Record<ScriptBehaviour, string>> = {
  succeed: 'echo out',
  fail: 'echo out; echo err >&2; exit 3',
  flood: 'head -c 30000 /dev/zero | tr "\\0" x',
};

export interface CommandRunnerStage {
  readonly runner: CommandRunner;
  readonly hostId: string;
  request(actionId: string, behaviour: ScriptBehaviour): CommandRequest;
  /** The same, in a way that the command API refuses. */
  spoil(request: CommandRequest): CommandRequest;
  close(): Promise<void>;
}

interface Traits {
  /** True where requests are checked and scripts run; an emulator of shapes says yes to everything. */
  readonly executes: boolean;
}

/** What the loop takes for granted of a CommandRunner. */
export function commandRunnerContract(name: string, { executes }: Traits, setUp: () => Promise<CommandRunnerStage>) {
  describe(`CommandRunner: ${name}`, () => {
    let stage: CommandRunnerStage;
    beforeEach(async () => {
      stage = await setUp();
    });
    afterEach(() => stage.close());

    const newActionId = () => `action-${randomUUID()}`;
    const run = async (request: CommandRequest): Promise<CommandStatus> => {
      const { commandId } = await stage.runner.start(request);
      const status = () => stage.runner.status(stage.hostId, commandId);
      await expect.poll(status).not.toEqual({ state: 'pending' });
      return status();
    };

    test('a command ends with the exit code and the output of its script', async () => {
      const end = await run(stage.request(newActionId(), 'succeed'));
      expect(end).toMatchObject({ state: 'done', exitCode: 0 });
      if (executes) expect(end).toMatchObject({ stdout: 'out\n', stderr: '' });
    });

    test.each([
      ['short', 'action'],
      ['as long as one may be', `action.${'x'.repeat(85)}`],
    ])('row 3: a command is found again by an action id that is %s', async (_, prefix) => {
      const [actionId, other] = [`${prefix}${randomUUID()}`, `${prefix}${randomUUID()}`];
      expect(await stage.runner.findByActionId(stage.hostId, actionId)).toBeUndefined();
      const { commandId } = await stage.runner.start(stage.request(actionId, 'succeed'));
      await stage.runner.start(stage.request(other, 'succeed'));
      expect(await stage.runner.findByActionId(stage.hostId, actionId)).toBe(commandId);
    });

    test('row 4: the same action may be started again, and both commands end', async () => {
      const request = stage.request(newActionId(), 'succeed');
      expect(await run(request)).toMatchObject({ state: 'done' });
      expect(await run(request)).toMatchObject({ state: 'done' });
      const found = await stage.runner.findByActionId(stage.hostId, request.actionId);
      expect(await stage.runner.status(stage.hostId, found ?? '')).toMatchObject({ state: 'done' });
    });

    test('a command that nobody started is not found', async () => {
      expect(await stage.runner.status(stage.hostId, randomUUID())).toEqual({ state: 'not-found' });
    });

    if (!executes) return;

    test('a script that fails is done too', async () => {
      const end = await run(stage.request(newActionId(), 'fail'));
      expect(end).toEqual({ state: 'done', exitCode: 3, stdout: 'out\n', stderr: 'err\n' });
    });

    test('row 35: output has an end', async () => {
      expect(await run(stage.request(newActionId(), 'flood'))).toMatchObject({ stdout: 'x'.repeat(24_000) });
    });

    test('what the command API refuses is COMMAND_REJECTED, for good, and leaves no trace', async () => {
      const request = stage.spoil(stage.request(newActionId(), 'succeed'));
      const failure = await stage.runner.start(request).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(AresError);
      expect(failure).toMatchObject({ code: 'COMMAND_REJECTED', retryable: false });
      expect(await stage.runner.findByActionId(stage.hostId, request.actionId)).toBeUndefined();
    });
  });
}
