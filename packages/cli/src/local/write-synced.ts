import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';

/** Whole or not at all, also when the power fails; for its owner alone. */
export async function writeSynced(file: string, content: string | Uint8Array): Promise<void> {
  const draft = `${file}.${randomBytes(4).toString('hex')}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
    await handle.close();
    await rename(draft, file);
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(draft, { force: true });
    throw error;
  }
}
