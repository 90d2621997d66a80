import type { AnswerReader, CommandRunner } from '../ports/command-runner.ts';

/** Asks the command API itself; looks for the command of an action whose id was lost. */
export const askedAnswers =
  (commands: Pick<CommandRunner, 'status' | 'findByActionId'>): AnswerReader =>
  async ({ id, hostId, commandId }) => {
    const known = commandId ?? (await commands.findByActionId(hostId, id));
    if (known === undefined) return { status: { state: 'not-found' } };
    return { commandId: known, status: await commands.status(hostId, known) };
  };

/** What `followUp` recorded. */
export const recordedAnswers: AnswerReader = async ({ answer }) => answer;
