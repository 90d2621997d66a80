import type { Host } from '../host/host.ts';

/** Entries of the host's ledger, which the document's script alone writes. */
export const ledgerOf = async (host: Host): Promise<readonly string[]> =>
  (await host.exec('sh', '-c', 'mkdir -p /var/lib/ares/ledger && ls /var/lib/ares/ledger')).split('\n').filter(Boolean);
