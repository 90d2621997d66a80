import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';

const position = /(file:\/\/\S+\.mjs):(\d+):(\d+)/g;
const maps = new Map<string, SourceMap | undefined>();

/**
 * Rewrites the bundle's places in a stack trace to those of the sources. Done when an error is logged, and not by
 * `node --enable-source-maps`, because that reads the map at every start and makes a recovery a quarter second longer.
 */
export const originalStack = (stack: string): string =>
  stack.replace(position, (place, url: string, line: string, column: string) => {
    const origin = mapOf(url)?.findOrigin(Number(line), Number(column));
    return origin && 'fileName' in origin ? `${origin.fileName}:${origin.lineNumber}:${origin.columnNumber}` : place;
  });

function mapOf(url: string): SourceMap | undefined {
  if (!maps.has(url)) maps.set(url, readMap(`${fileURLToPath(url)}.map`));
  return maps.get(url);
}

function readMap(path: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}
