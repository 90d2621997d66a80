/** Parameters, salt and hash of argon2id as one text, in the PHC string format. */
export interface Argon2Hash {
  readonly memoryKib: number;
  readonly passes: number;
  readonly parallelism: number;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

const format = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/]{11,})\$([A-Za-z0-9+/]{22,})$/;

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');

export const toPhc = ({ memoryKib, passes, parallelism, salt, hash }: Argon2Hash): string =>
  `$argon2id$v=19$m=${memoryKib},t=${passes},p=${parallelism}$${base64(salt)}$${base64(hash)}`;

/** @throws Error if the text is no argon2id PHC string */
export function fromPhc(text: string): Argon2Hash {
  const [, memory, passes, parallelism, salt, hash] = format.exec(text) ?? [];
  if (salt === undefined || hash === undefined) throw new Error('not an argon2id PHC string');
  return {
    memoryKib: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
}
