import { readFile } from 'node:fs/promises';
import type { PolicyReading } from '@ares/core';
import { policySource } from './policy-source.ts';

/** Keeps the policy of one file; a change counts at once. */
export const policyFile = (path: string): (() => Promise<PolicyReading>) =>
  policySource(path, () => readFile(path, 'utf8'));
