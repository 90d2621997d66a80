import type { CommandStatus } from '@ares/core';

/** How the command of an action ended, apart from what the host reports of its work. */
export function answerWords(status: CommandStatus): string {
  switch (status.state) {
    case 'done':
      return `with exit code ${status.exitCode}`;
    case 'pending':
      return 'not yet';
    case 'timed-out':
      return 'by its time limit';
    case 'undelivered':
      return `never reached the host: ${status.reason}`;
    case 'not-found':
      return 'no command was found';
  }
}
