import { createHash } from 'node:crypto';

/** What SSM takes as a comment. */
const COMMENT_CHARS_MAX = 100;

/**
 * The comment under which the command of an action is found again: the action id itself, or where that is too long
 * for a comment its SHA-256. The colon stands in no action id, so that no two actions share a comment; a query about
 * an action is another command than the action.
 */
export function commandComment(actionId: string, kind: string | undefined): string {
  const text = kind === 'query' ? `query:${actionId}` : actionId;
  return text.length <= COMMENT_CHARS_MAX ? text : `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
