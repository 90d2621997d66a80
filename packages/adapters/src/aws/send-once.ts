import type { SendCommandCommand } from '@aws-sdk/client-ssm';
import { sendFailure } from './send-failure.ts';

/** The SDK would send again what the service may have accepted already: this error it does not retry. */
class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}

/**
 * Lets the SDK retry a command only where the service surely did not accept it. The cause is told in words alone,
 * because the SDK looks for retryable causes too.
 */
export function sendOnce(command: SendCommandCommand): SendCommandCommand {
  command.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        if (sendFailure(error) !== 'unknown') throw error;
        throw new OutcomeUnknown(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
      }
    },
    // Inside the retries, which come first in this step.
    { step: 'finalizeRequest', priority: 'low', name: 'sendOnce' },
  );
  return command;
}
