export interface TarEntry {
  /** Relative, without `..`; at most 100 bytes. */
  readonly name: string;
  readonly mode: number;
  readonly content: Buffer;
}

const BLOCK = 512;

/**
 * A ustar archive that is the same bytes for the same entries, whoever writes it and when: its SHA-256 can be known
 * before it is uploaded.
 * @throws RangeError for a name that does not fit
 */
export function tar(entries: readonly TarEntry[]): Buffer {
  const sorted = entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return Buffer.concat([...sorted.flatMap(blocksOf), Buffer.alloc(2 * BLOCK)]);
}

function blocksOf(entry: TarEntry): Buffer[] {
  const rest = entry.content.length % BLOCK;
  return [headerOf(entry), entry.content, Buffer.alloc(rest === 0 ? 0 : BLOCK - rest)];
}

function headerOf({ name, mode, content }: TarEntry): Buffer {
  if (Buffer.byteLength(name) > 100) throw new RangeError(`${name} is too long for the archive: 100 bytes at most`);
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0);
  header.write(octal(mode, 8), 100);
  header.write(octal(0, 8), 108); // owner and group: root
  header.write(octal(0, 8), 116);
  header.write(octal(content.length, 12), 124);
  header.write(octal(0, 12), 136); // always of 1970
  header.fill(' ', 148, 156); // the checksum is taken over blanks in its own place
  header.write('0', 156);
  header.write('ustar\0' + '00', 257, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 7)} `, 148);
  return header;
}

/** Padded with zeros, ended by NUL. */
const octal = (value: number, length: number): string => `${value.toString(8).padStart(length - 1, '0')}\0`;
