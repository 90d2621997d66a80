import type { Action } from '../model/action.ts';

/** Parameters by the names of the SSM document, each already a string. */
export interface CommandRequest {
  readonly actionId: string;
  readonly hostId: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly executionTimeoutMs: number;
}

export type CommandStatus =
  | { readonly state: 'pending' }
  | { readonly state: 'done'; readonly exitCode: number; readonly stdout: string; readonly stderr: string }
  | { readonly state: 'timed-out' }
  /** The host never had it. */
  | { readonly state: 'undelivered'; readonly reason: string }
  | { readonly state: 'not-found' };

/** How the command of an action is doing. */
export interface CommandAnswer {
  /** Absent where no command of the action was found. */
  readonly commandId?: string;
  readonly status: CommandStatus;
}

/**
 * What is known of the command of an action that is being sent or was sent; undefined while nobody has looked.
 * @throws when the command API fails
 */
export type AnswerReader = (action: Action) => Promise<CommandAnswer | undefined>;

/** Starts a remediation on exactly one host. Safe to call twice with the same `actionId`. */
export interface CommandRunner {
  /**
   * @throws AresError COMMAND_REJECTED when the request was surely not accepted; `retryable` where the same one may be
   * accepted later (throttling)
   */
  start(request: CommandRequest): Promise<{ readonly commandId: string }>;
  status(hostId: string, commandId: string): Promise<CommandStatus>;
  /** The command of an action whose id was lost between the send and its record. */
  findByActionId(hostId: string, actionId: string): Promise<string | undefined>;
}
