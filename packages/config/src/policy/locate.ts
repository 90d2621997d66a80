import { type Document, isMap, isNode, isPair, isScalar, type LineCounter, type Pair } from 'yaml';

export type Path = readonly PropertyKey[];

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Finds where in a YAML text a value or a key stands; what is missing is shown at what should have held it. */
export class Locator {
  readonly #document: Document;
  readonly #lines: LineCounter;

  constructor(document: Document, lines: LineCounter) {
    this.#document = document;
    this.#lines = lines;
  }

  value(path: Path): Position {
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const node = this.#document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return this.#at(node.range[0]);
    }
    return { line: 1, column: 1 };
  }

  /** Of the last step of the path, the key itself. */
  key(path: Path): Position {
    const map = this.#document.getIn(path.slice(0, -1), true);
    const pair = isMap(map) ? map.items.find((item) => keyOf(item) === String(path.at(-1))) : undefined;
    return isNode(pair?.key) && pair.key.range ? this.#at(pair.key.range[0]) : this.value(path);
  }

  /** The scalar at the path as it is written, to quote it. */
  written(path: Path): string | undefined {
    const node = this.#document.getIn(path, true);
    return isScalar(node) ? (node.source ?? String(node.value)) : undefined;
  }

  #at(offset: number): Position {
    const { line, col } = this.#lines.linePos(offset);
    return { line, column: col };
  }
}

const keyOf = (item: Pair): string | undefined =>
  isPair(item) && isScalar(item.key) ? String(item.key.value) : undefined;

/** `a.b[1].c` */
export const pathText = (path: Path): string =>
  path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : `${text}${text ? '.' : ''}${String(step)}`),
    '',
  );
