import type { IncomingMessage, ServerResponse } from 'node:http';
import { isSafePath } from './routing/safe-path.ts';

/** One request on its way through the gateway. */
export interface Visit {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  /** Public path without the query; `undefined` when it is not safe to route. */
  readonly path: string | undefined;
  /** With its question mark, or empty. */
  readonly query: string;
}

export function visitOf(req: IncomingMessage, res: ServerResponse): Visit {
  const url = req.url ?? '/';
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  return { req, res, path: isSafePath(path) ? path : undefined, query: mark < 0 ? '' : url.slice(mark) };
}
