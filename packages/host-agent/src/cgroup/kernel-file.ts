import { closeSync, openSync, readSync } from 'node:fs';

const buffer = Buffer.alloc(64 * 1024);

/**
 * A file under /sys that is read again and again. It stays open: to find it by its path costs more than to read it.
 * Synchronous on purpose: the kernel answers from memory in microseconds, and a trip through the thread pool costs ten
 * times the read.
 */
export class KernelFile {
  readonly #path: string;
  #fd: number | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** Its text now, undefined when it is gone. */
  read(): string | undefined {
    try {
      this.#fd ??= openSync(this.#path, 'r');
      return buffer.toString('latin1', 0, readSync(this.#fd, buffer, 0, buffer.length, 0));
    } catch {
      this.close();
      return undefined;
    }
  }

  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }
}

/** What a file that is read but once says. */
export function readKernelFile(path: string): string | undefined {
  const file = new KernelFile(path);
  const text = file.read();
  file.close();
  return text;
}
