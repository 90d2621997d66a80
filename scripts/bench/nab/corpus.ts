import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSeries, type Series, type Window } from './series.ts';

/**
 * The labelled series that are there, by name.
 * @param dir holds `data/CATEGORY/FILE.csv`, or the categories themselves
 * @throws Error that says what is missing where
 */
export function readCorpus(dir: string, labelsFile = join(dir, 'labels/windows.json')): readonly Series[] {
  if (!existsSync(labelsFile)) throw new Error(`there are no labels at ${labelsFile}; give --labels FILE`);
  const labels = JSON.parse(readFileSync(labelsFile, 'utf8')) as Readonly<Record<string, readonly Window[]>>;
  const data = existsSync(join(dir, 'data')) ? join(dir, 'data') : dir;
  const corpus = Object.entries(labels)
    .map(([name, windows]) => ({ name, windows, file: join(data, name) }))
    .filter(({ file }) => existsSync(file))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, windows, file }) => parseSeries(name, readFileSync(file, 'utf8'), windows));
  if (corpus.length === 0) throw new Error(`${data} holds none of the series that ${labelsFile} names`);
  return corpus;
}
