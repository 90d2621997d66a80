import type { GetCommandInvocationCommandOutput } from '@aws-sdk/client-ssm';
import * as z from 'zod';

/** What a host runs after a release that failed; `unknown` where it could not say so. */
export type After = 'restored' | 'not restored' | 'untouched' | 'unknown';

/** What became of a release on one host. */
export type HostEnd =
  | { readonly hostId: string; readonly end: 'taken' }
  | { readonly hostId: string; readonly end: 'left'; readonly why: string }
  | { readonly hostId: string; readonly end: 'failed'; readonly reason: string; readonly after: After };

type Invocation = Pick<GetCommandInvocationCommandOutput, 'Status' | 'StatusDetails' | 'StandardOutputContent'>;

const result = z.object({
  status: z.enum(['done', 'refused', 'failed']),
  reason: z.string(),
  restored: z.enum(['', 'yes', 'no']),
});

const left: Readonly<Record<string, string>> = {
  'not-installed': 'no host agent of ARES',
  'first-boot': 'the first boot takes the release by itself',
  starting: 'the shop is starting and takes the release by itself',
};

const afters = { '': 'untouched', yes: 'restored', no: 'not restored' } as const;

/** @returns undefined as long as the command is on its way */
export function hostEnd(
  hostId: string,
  { Status, StatusDetails, StandardOutputContent }: Invocation,
): HostEnd | undefined {
  const details = (StatusDetails ?? '').replaceAll(' ', '');
  if (['DeliveryTimedOut', 'Undeliverable'].includes(details))
    return { hostId, end: 'left', why: `command not delivered (${details}), see \`npx ares doctor --fleet\`` };
  switch (Status) {
    case 'Pending':
    case 'InProgress':
    case 'Delayed':
    case 'Cancelling':
      return undefined;
    case 'Success':
    case 'Failed':
      return byScript(hostId, StandardOutputContent ?? '', details);
    default:
      return { hostId, end: 'failed', reason: details || String(Status), after: 'unknown' };
  }
}

function byScript(hostId: string, stdout: string, details: string): HostEnd {
  const said = result.safeParse(jsonOf(stdout));
  if (!said.success) return { hostId, end: 'failed', reason: `${details}, and no result`, after: 'unknown' };
  const { status, reason, restored } = said.data;
  const why = status === 'failed' ? undefined : left[reason];
  if (why) return { hostId, end: 'left', why };
  if (status === 'done') return { hostId, end: 'taken' };
  return { hostId, end: 'failed', reason, after: afters[restored] };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
