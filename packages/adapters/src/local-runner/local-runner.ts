import { randomUUID } from 'node:crypto';
import { AresError, type CommandRequest, type CommandRunner, type CommandStatus } from '@ares/core';
import { readDocument } from './document.ts';
import { resolveParameters } from './parameters.ts';
import { runScript } from './run-script.ts';
import { ssmVariables } from './ssm-variables.ts';
import { workerPool } from './worker-pool.ts';

/** As many commands at once as the SSM agent runs by default. */
const WORKERS = 5;
const DELIVERY_TIMEOUT_MS = 60_000;
/** Commands that are remembered; for older ones the host's ledger answers. */
const REMEMBERED_MAX = 1_000;
const INHERITED = [
  'PATH',
  'HOME',
  'DOCKER_HOST',
  'DOCKER_CONTEXT',
  'DOCKER_CONFIG',
  'DOCKER_CERT_PATH',
  'DOCKER_TLS_VERIFY',
];

export interface LocalRunnerOptions {
  readonly documentPath: string;
  /** Where the script keeps its ledger, an absolute path. */
  readonly stateDir: string;
  /** @default '/bin/sh' */
  readonly shell?: string;
  /** How long a command may wait for a free worker before it is given up unrun. @default 60_000 */
  readonly deliveryTimeoutMs?: number;
}

/**
 * Runs the SSM document's script on this machine as the SSM agent runs it on a host.
 * @throws AresError CONFIG_INVALID when the document cannot be used
 */
export function localRunner(options: LocalRunnerOptions): CommandRunner {
  const { shell = '/bin/sh', deliveryTimeoutMs = DELIVERY_TIMEOUT_MS } = options;
  const document = readDocument(options.documentPath);
  const statuses = new Map<string, CommandStatus>();
  const commandIds = new Map<string, string>();
  const pool = workerPool(WORKERS);

  const run = async (commandId: string, environment: Readonly<Record<string, string>>, limitMs: number) => {
    const script = { shell, script: document.script, environment, timeoutMs: Math.min(limitMs, document.timeoutMs) };
    const end = await pool.run(() => runScript(script), deliveryTimeoutMs).catch(notRun);
    statuses.set(commandId, end ?? { state: 'timed-out' });
  };

  return {
    async start(request) {
      rejectMismatch(request);
      const environment = environmentOf(resolveParameters(document.parameters, request.parameters), options.stateDir);
      const isQuery = request.parameters.Kind === 'query';
      const known = isQuery ? undefined : commandIds.get(request.actionId);
      if (known !== undefined && !wasInterrupted(statuses.get(known))) return { commandId: known };
      const commandId = randomUUID();
      remember(statuses, commandId, { state: 'pending' });
      if (!isQuery) remember(commandIds, request.actionId, commandId);
      void run(commandId, environment, request.executionTimeoutMs);
      return { commandId };
    },
    status: async (_hostId, commandId) => statuses.get(commandId) ?? { state: 'not-found' },
    findByActionId: async (_hostId, actionId) => commandIds.get(actionId),
  };
}

function rejectMismatch({ actionId, parameters }: CommandRequest): void {
  if (parameters.Kind === 'query' || parameters.ActionId === actionId) return;
  throw new AresError('COMMAND_REJECTED', `parameter ActionId is ${parameters.ActionId}, the request's is ${actionId}`);
}

/** The environment of the agent: the machine's own, and one variable a parameter. */
function environmentOf(parameters: Readonly<Record<string, string>>, stateDir: string): Record<string, string> {
  const inherited = INHERITED.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return { ...Object.fromEntries(inherited), ARES_STATE_DIR: stateDir, ...ssmVariables(parameters) };
}

/** It may have left something half-done: run again, the script goes on from its ledger. */
const wasInterrupted = (status: CommandStatus | undefined): boolean =>
  status?.state === 'timed-out' || (status?.state === 'done' && reportsUnknown(status.stdout));

/** The report is the last line; what stands in its texts, a container's log for example, is no status. */
function reportsUnknown(stdout: string): boolean {
  try {
    return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')?.status === 'unknown';
  } catch {
    return false;
  }
}

const notRun = (error: unknown): CommandStatus => ({
  state: 'done',
  exitCode: 127,
  stdout: '',
  stderr: `the script could not be run: ${String(error)}`,
});

function remember<V>(map: Map<string, V>, key: string, value: V): void {
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > REMEMBERED_MAX && oldest !== undefined) map.delete(oldest);
}
