export { builtinPolicy } from './builtin-policy.ts';
export { type ParsedPolicy, parsePolicy } from './parse-policy.ts';
export { formatPolicyError, type PolicyError } from './policy-error.ts';
export { policyFile } from './policy-file.ts';
export { emitPolicyJsonSchema } from './policy-json-schema.ts';
export { policySource } from './policy-source.ts';
