/** What a client needs: the shapes of all answers, and none of what serves them. */
export { cursorOf } from './cursor.ts';
export type { ProblemAnswer, ProblemCode } from './problem.ts';
export type * from './responses.ts';
export { VERSION_HEADER } from './version.ts';
