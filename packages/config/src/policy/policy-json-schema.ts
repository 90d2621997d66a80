import * as z from 'zod';
import { policySchema } from './policy-schema.ts';

/** JSON Schema (2020-12) of `ares.policy.yaml`, for editors. */
export const emitPolicyJsonSchema = (): object => z.toJSONSchema(policySchema, { io: 'input' });
