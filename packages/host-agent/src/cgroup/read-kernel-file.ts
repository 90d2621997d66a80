import { closeSync, openSync, readSync } from 'node:fs';

const buffer = Buffer.alloc(64 * 1024);

/**
 * Text of a file under /proc or /sys, undefined when it is gone. Synchronous on purpose: the kernel answers from
 * memory in microseconds, and a trip through the thread pool costs ten times the read.
 */
export function readKernelFile(path: string): string | undefined {
  let fd: number | undefined;
  try {
    fd = openSync(path, 'r');
    return buffer.toString('utf8', 0, readSync(fd, buffer, 0, buffer.length, 0));
  } catch {
    return undefined;
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/** A file with one number in it. */
export function readKernelNumber(path: string): number | undefined {
  const value = Number.parseInt(readKernelFile(path) ?? '', 10);
  return Number.isNaN(value) ? undefined : value;
}

/** The number behind a key, in a file of `key number` lines. */
export function numberOf(text: string | undefined, key: string): number | undefined {
  const at = `\n${text ?? ''}`.indexOf(`\n${key} `);
  const value = at < 0 ? Number.NaN : Number.parseInt((text ?? '').slice(at + key.length + 1), 10);
  return Number.isNaN(value) ? undefined : value;
}
