/** A vulnerability that was looked at and does not concern ARES, or has no mend yet. */
export interface AcceptedFinding {
  /** Such as CVE-2026-12345 */
  readonly id: string;
  readonly reason: string;
  /** After this day it is a finding again, as 2026-12-31 */
  readonly until: string;
}

export const acceptedFindings: readonly AcceptedFinding[] = [];
