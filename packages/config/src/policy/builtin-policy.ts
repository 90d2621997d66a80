import { BUILTIN_POLICY_VERSION, type Policy } from '@ares/core';
import { policySchema } from './policy-schema.ts';
import { toPolicy } from './to-policy.ts';

/** All defaults, and shadow for everybody: in force while no valid `ares.policy.yaml` was ever read. */
export const builtinPolicy: Policy = toPolicy(policySchema.parse({}), BUILTIN_POLICY_VERSION);
