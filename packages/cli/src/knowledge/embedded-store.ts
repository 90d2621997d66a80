import { binariesFor, EmbeddedError, type Store, serverAccount } from '@ares/db/embedded';
import { CliError } from '../cli-error.ts';

export async function storeAt(folder: string): Promise<Store> {
  const account = await serverAccount(folder);
  return { folder, account, binaries: await binariesFor(account) };
}

/** The embedded server's failures as the command line shows them. */
export async function withRemedy<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof EmbeddedError) throw new CliError(cause.message, { remedy: cause.remedy, cause });
    throw cause;
  }
}
