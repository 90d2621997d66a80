import { originalStack } from './original-stack.ts';

export interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly stack: string;
}

/**
 * What a log may have of an error and its causes. Fields are chosen and not copied: errors of database drivers carry
 * query parameters, rows and whole connections, and with them people's data.
 */
export function serializeError(error: Error): LoggedError {
  const chain = causesOf(error);
  const code = chain.map((each) => (each as NodeJS.ErrnoException).code).find((each) => typeof each === 'string');
  return {
    type: error.name,
    message: chain.map(safeMessage).join(': '),
    ...(code !== undefined && { code }),
    stack: originalStack(chain.map(safeStack).join('\ncaused by: ')),
  };
}

const depthMax = 5;

function causesOf(error: Error): Error[] {
  const chain: Error[] = [];
  for (let current: unknown = error; current instanceof Error && chain.length < depthMax; current = current.cause) {
    chain.push(current);
  }
  return chain;
}

/** drizzle writes the parameters of a failed query behind it. */
const safeMessage = (error: Error): string => error.message.split('\nparams: ', 1)[0] as string;

function safeStack(error: Error): string {
  const stack = error.stack ?? '';
  const messageAt = stack.indexOf(error.message);
  const frames = messageAt < 0 ? '' : stack.slice(messageAt + error.message.length);
  return `${error.name}: ${safeMessage(error)}${frames}`;
}
