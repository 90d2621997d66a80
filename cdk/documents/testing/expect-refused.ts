import { existsSync } from 'node:fs';
import { resultOf } from '@ares/adapters/local-runner/testing';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { DocumentStage } from './document-stage.ts';

type Strings = Readonly<Record<string, string>>;

export interface HostileRun {
  readonly stage: DocumentStage;
  /** Good ones, of which one is replaced. */
  readonly parameters: (name: string) => Strings;
  readonly names: readonly string[];
  readonly values: fc.Arbitrary<string>;
  readonly numRuns: number;
}

const shells = fc.constantFrom('/bin/dash', '/bin/bash');

/**
 * Gives each parameter values that its pattern does not allow, in both shells: each is refused by name before any other
 * command is run.
 */
export const expectRefused = ({ stage, parameters, names, values, numRuns }: HostileRun): Promise<void> =>
  fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), values, shells, async (name, value, shell) => {
      fc.pre(!stage.allows(name, value));
      const end = await stage.runRaw({ ...parameters(name), [name]: value }, { shell });
      expect(resultOf(end)).toMatchObject({ status: 'refused', reason: 'invalid-parameter' });
      expect(end).toMatchObject({ stderr: expect.stringContaining(name) });
      expect(existsSync(stage.path('pwned'))).toBe(false);
      expect(stage.read('calls')).toBe('');
    }),
    { numRuns },
  );
