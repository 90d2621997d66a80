import type { Guard } from '../plan-input.ts';

/** Version of the policy that applies while no valid text was ever read. */
export const BUILTIN_POLICY_VERSION = 'builtin';

/** A bad text leaves the last good policy in force; with no good one there is nobody's consent to act. */
export const policy: Guard = ({ policyRejected, fleet }) =>
  policyRejected && fleet.policy.version === BUILTIN_POLICY_VERSION
    ? { reason: `no valid policy: ${policyRejected}` }
    : undefined;
