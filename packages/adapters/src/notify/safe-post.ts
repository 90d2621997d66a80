import { lookup as resolve } from 'node:dns/promises';
import { checkedTarget, type Lookup } from './checked-target.ts';
import { pinnedPost } from './pinned-post.ts';
import { isPublicAddress } from './public-address.ts';

export interface PostRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON */
  readonly body: string;
}

/** @throws Error when the receiver did not take it; the words name its host alone */
export type Post = (request: PostRequest) => Promise<void>;

export interface SafePostOptions {
  /** For DNS, connection and answer together. @default 10_000 */
  readonly timeoutMs?: number;
  /** @default all addresses that the system finds */
  readonly lookup?: Lookup;
  /** @default isPublicAddress */
  readonly isAllowed?: (address: string) => boolean;
  /** Certificate authorities instead of those of the system. */
  readonly ca?: string;
}

const TIMEOUT_MS = 10_000;
const BODY_BYTES_MAX = 64 * 1024;

/**
 * Posts JSON to a public https address and nowhere else: the name is resolved once, each of its addresses is
 * checked, the connection goes to the checked one, and no redirect is followed.
 */
export function safePost(options: SafePostOptions = {}): Post {
  const { timeoutMs = TIMEOUT_MS, lookup = resolveAll, isAllowed = isPublicAddress, ca } = options;
  return async ({ url, headers, body }) => {
    if (Buffer.byteLength(body) > BODY_BYTES_MAX) throw new Error(`a message has more than ${BODY_BYTES_MAX} bytes`);
    const signal = AbortSignal.timeout(timeoutMs);
    const deliver = async () => {
      const target = await checkedTarget(url, lookup, isAllowed);
      await pinnedPost(target, { headers, body, signal, ...(ca === undefined ? {} : { ca }) });
    };
    try {
      await Promise.race([deliver(), expiry(signal)]);
    } catch (cause) {
      if (signal.aborted) throw new Error(`the channel gave no answer within ${timeoutMs} ms`, { cause });
      throw cause;
    }
  };
}

/** A question to DNS cannot be cancelled, so that its answer is not waited for. */
const expiry = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));

const resolveAll: Lookup = (hostname) => resolve(hostname, { all: true });
