import { appendFileSync } from 'node:fs';
import { devNull } from 'node:os';

/** Names the file in which a run of vitest writes down how far it is. */
export const PROGRESS = 'ARES_TEST_PROGRESS';

/** A reporter of vitest that writes a line whenever something has begun or ended, for whoever watches the run. */
export default class ProgressReporter {
  #tell = (word, { relativeModuleId }) =>
    appendFileSync(process.env[PROGRESS] ?? devNull, `${word} ${relativeModuleId}\n`);

  onTestModuleQueued = (module) => this.#tell('begun', module);
  onTestModuleEnd = (module) => this.#tell('ended', module);
  onTestCaseResult = ({ module }) => this.#tell('test', module);
  onHookEnd = ({ entity }) => this.#tell('hook', entity.module ?? entity);
}

/** @param {string} progress what the reporter wrote @returns {string[]} the files that have begun and not ended */
export function unfinishedIn(progress) {
  const files = new Set();
  for (const [, word, file] of progress.matchAll(/^(begun|ended) (.+)$/gm)) {
    if (word === 'begun') files.add(file);
    else files.delete(file);
  }
  return [...files];
}
