const hopByHop = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** Headers that the gateway writes itself, so that what came from outside must not get through. */
const ownRequest = ['host', 'expect', 'authorization', 'x-user-id', 'x-request-id', 'traceparent', 'x-forwarded-for'];

const droppedFromRequest = new Set([...hopByHop, ...ownRequest]);
/** The request id is on every answer of the gateway already. */
const droppedFromResponse = new Set([...hopByHop, 'x-request-id', 'x-powered-by', 'server']);

/** Flat name, value, name, value list, as `rawHeaders` has it: copying it costs less than building an object. */
export type RawHeaders = string[];

/** Names that a `Connection` header declares hop-by-hop for this one message. */
function connectionNames(connection: string | undefined): readonly string[] {
  if (!connection || connection === 'keep-alive' || connection === 'close') return [];
  return connection.toLowerCase().split(/\s*,\s*/);
}

function copy(raw: readonly string[], dropped: ReadonlySet<string>, connection: string | undefined): RawHeaders {
  const named = connectionNames(connection);
  const kept: RawHeaders = [];
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i] as string;
    const lower = name.toLowerCase();
    if (dropped.has(lower) || (named.length > 0 && named.includes(lower))) continue;
    kept.push(name, raw[i + 1] as string);
  }
  return kept;
}

export interface RequestFacts {
  readonly host: string;
  /** Request id and trace context. */
  readonly trace: Readonly<Record<string, string>>;
  readonly forwardedFor: string;
  readonly userId: string | undefined;
  /** Passed on only where the upstream checks the caller itself. */
  readonly authorization: string | undefined;
  readonly isChunked: boolean;
}

/** Headers of the upstream call: the caller's without hop-by-hop and forged ones, and the gateway's own. */
export function requestHeaders(
  raw: readonly string[],
  connection: string | undefined,
  facts: RequestFacts,
): RawHeaders {
  const headers = copy(raw, droppedFromRequest, connection);
  headers.push('host', facts.host, 'x-forwarded-for', facts.forwardedFor);
  for (const name in facts.trace) headers.push(name, facts.trace[name] as string);
  if (facts.userId !== undefined) headers.push('x-user-id', facts.userId);
  if (facts.authorization !== undefined) headers.push('authorization', facts.authorization);
  if (facts.isChunked) headers.push('transfer-encoding', 'chunked');
  return headers;
}

export const responseHeaders = (raw: readonly string[], connection: string | undefined): RawHeaders =>
  copy(raw, droppedFromResponse, connection);
