import { AresError } from '@ares/core';

/** SQLSTATE, whole or its class, in words for people. */
const states: readonly (readonly [prefix: string, words: string])[] = [
  ['08', 'its connection broke'],
  ['25006', 'it is read-only'],
  ['28', 'it refuses the user or password'],
  ['3D000', 'its database does not exist'],
  ['40', 'another writer was in the way'],
  ['42501', 'the user lacks the right'],
  ['42P01', 'it is not migrated'],
  ['3F000', 'it is not migrated'],
  ['53100', 'its disk is full'],
  ['53', 'it has no resources left'],
  ['55P03', 'a lock was not free in time'],
  ['57014', 'it took too long'],
  ['57P05', 'it ended a connection that was idle'],
  ['57P', 'it is shutting down or starting'],
  ['58', 'its disk has errors'],
];

const brokenConnection =
  /connection terminated|timeout (expired|exceeded)|query read timeout|not queryable|after calling end on the pool/i;
const socketCode = /^(ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT)$/;

interface Layer {
  readonly message: string;
  readonly code?: unknown;
}

/** The error and what caused it: drizzle wraps what the driver threw. */
function layersOf(error: unknown): readonly Layer[] {
  const layers: Layer[] = [];
  for (let layer = error; layer instanceof Error && layers.length < 5; layer = layer.cause) layers.push(layer);
  return layers;
}

function reasonOf({ message, code }: Layer): string | undefined {
  if (typeof code === 'string') {
    if (socketCode.test(code)) return `nobody answers there (${code})`;
    const state = states.find(([prefix]) => code.startsWith(prefix));
    if (state) return `${state[1]} (${message})`;
  }
  return brokenConnection.test(message) ? `its connection broke (${message})` : undefined;
}

/**
 * The store's failure as the loop knows it. What is no failure of the store, a broken invariant for example, comes
 * back as it is and crashes the tick.
 * @param what the port's method
 */
export function storeError(what: string, error: unknown): unknown {
  if (error instanceof AresError) return error;
  for (const layer of layersOf(error)) {
    const reason = reasonOf(layer);
    if (reason) {
      const message = `knowledge store, ${what}: ${reason}`;
      return new AresError('STORE_UNAVAILABLE', message, { retryable: true, cause: error });
    }
  }
  return error;
}

/** Runs one method of a port and throws its failures as `storeError` has them. */
export async function ask<T>(what: string, answer: () => Promise<T>): Promise<T> {
  try {
    return await answer();
  } catch (error) {
    throw storeError(what, error);
  }
}
