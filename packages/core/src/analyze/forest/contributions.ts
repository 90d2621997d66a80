import { columnOf, type IsolationForest, leftChildOf } from './isolation-forest.ts';
import type { Rows } from './rows.ts';
import { fitting } from './score-rows.ts';

/**
 * What each column did to a row's score: the steps of its expected path length that splits by that column brought, mean
 * over the trees. Positive made it look stranger; together they are the mean path length of the fit's own rows less
 * that of this row.
 * @param rows one row
 * @returns one contribution a column, in steps of path length
 */
export function contributions(forest: IsolationForest, rows: Rows): Float64Array {
  const { splits, thresholds, pathLengths, roots } = forest;
  const { values } = fitting(forest, rows);
  const shares = new Float64Array(forest.features);
  for (const root of roots) {
    let node = root;
    for (let split = splits[node] as number; leftChildOf(split) !== node; split = splits[node] as number) {
      const column = columnOf(split);
      const next = leftChildOf(split) + Number((values[column] as number) > (thresholds[node] as number));
      shares[column] =
        (shares[column] as number) + ((pathLengths[node] as number) - (pathLengths[next] as number)) / roots.length;
      node = next;
    }
  }
  return shares;
}
