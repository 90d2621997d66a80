import type { Log } from '@ares/core';

/**
 * The address that messages name, if it is known: dashboard and API are deployed last. Not to know it keeps no message
 * from people.
 */
export async function findDashboard(read: () => Promise<string | undefined>, log: Log): Promise<string | undefined> {
  try {
    return await read();
  } catch (error) {
    log.warn('notify.without-address', { reason: String(error) });
    return undefined;
  }
}
