import { AresError, type Clock, type CommandRequest, type CommandRunner, type CommandStatus } from '@ares/core';

/** What the remediation script prints, as far as a test cares. */
export interface ScriptReport {
  readonly status: 'done' | 'failed' | 'refused' | 'blocked' | 'unknown' | 'repeat';
  readonly [field: string]: unknown;
}

/** How a command goes from now on: a report of the script, a state of the command itself, or a chosen answer. */
export type CommandScript = ScriptReport | CommandStatus | ((request: CommandRequest) => CommandStatus);

export interface RecordingRunner extends CommandRunner {
  /** Every call of `start` in order, also the ones that failed. */
  readonly starts: readonly CommandRequest[];
  /** What hosts accepted, each action once. */
  readonly accepted: readonly CommandRequest[];
  /** How all commands go that are read from now on; at first each is done at the time of its reading. */
  answer(script: CommandScript): void;
  /** The next `start` throws COMMAND_REJECTED before the host has it, or a transport error after it has. */
  failNext(when: 'before' | 'after'): void;
  /** Called whenever a host accepts a command: the place to change the world. */
  onAccept(act: (request: CommandRequest) => void): void;
}

const isStatus = (script: ScriptReport | CommandStatus): script is CommandStatus => 'state' in script;

const statusOf = (script: CommandScript, request: CommandRequest, nowMs: number): CommandStatus => {
  if (typeof script === 'function') return script(request);
  if (isStatus(script)) return script;
  const report = { reason: '', startedAtMs: nowMs, endedAtMs: nowMs, evidenceDir: '', logTailBase64: '', ...script };
  return { state: 'done', exitCode: 0, stdout: `${JSON.stringify(report)}\n`, stderr: '' };
};

/** A command runner that keeps what it was asked and goes as a test scripts it. */
export function recordingRunner(clock: Clock): RecordingRunner {
  const starts: CommandRequest[] = [];
  const commands = new Map<string, CommandRequest>();
  let script: CommandScript = { status: 'done' };
  let fault: 'before' | 'after' | undefined;
  let accept: (request: CommandRequest) => void = () => {};
  const idOf = ({ actionId }: CommandRequest): string => `command-${actionId}`;

  return {
    starts,
    get accepted() {
      return [...commands.values()];
    },
    answer(next) {
      script = next;
    },
    failNext(when) {
      fault = when;
    },
    onAccept(act) {
      accept = act;
    },
    async start(request) {
      starts.push(request);
      const failing = fault;
      fault = undefined;
      if (failing === 'before') throw new AresError('COMMAND_REJECTED', `${request.actionId} was not accepted`);
      const commandId = idOf(request);
      if (!commands.has(commandId)) accept(request);
      commands.set(commandId, request);
      if (failing === 'after') throw new Error('the connection broke after the request was sent');
      return { commandId };
    },
    async status(hostId, commandId) {
      const request = commands.get(commandId);
      return request?.hostId === hostId ? statusOf(script, request, clock.now()) : { state: 'not-found' };
    },
    async findByActionId(hostId, actionId) {
      const found = [...commands].find(([, request]) => request.actionId === actionId && request.hostId === hostId);
      return found?.[0];
    },
  };
}
