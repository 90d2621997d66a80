import { changeLines } from './change-lines.ts';
import { newsLines } from './news-lines.ts';
import { type Looked, statusView } from './status-view.ts';

/** All that has changed between two looks, a line each, for where a picture cannot be drawn over. */
export const changesOf = (before: Looked, after: Looked): readonly string[] => [
  ...changeLines(before, after),
  ...newsLines(statusView(before), statusView(after)),
];
