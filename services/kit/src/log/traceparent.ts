import { randomUUID } from 'node:crypto';

const valid = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})$/;

// A version-4 UUID is never all zero, which W3C Trace Context forbids for both ids.
const hex = () => randomUUID().replaceAll('-', '');

export const newTraceparent = (): string => `00-${hex()}-${hex().slice(0, 16)}-01`;

/** The same trace with a new span, or undefined if `traceparent` is missing or malformed. */
export function childOf(traceparent: string | undefined): string | undefined {
  const parts = traceparent === undefined ? null : valid.exec(traceparent);
  return parts ? `00-${parts[1]}-${hex().slice(0, 16)}-${parts[2]}` : undefined;
}
