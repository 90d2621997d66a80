import { CliError } from '../../cli-error.ts';
import type { Check } from '../../doctor/check.ts';

/**
 * @param trouble what it means that a check failed
 * @throws CliError that names each check that failed, what it found and its remedy
 */
export function assertWell(checks: readonly Check[], trouble: string): void {
  const failed = checks.filter(({ state }) => state === 'failed');
  if (failed.length === 0) return;
  const found = failed.map((one) => `${one.name}: ${one.found}`).join('; ');
  const remedies = new Set(failed.map(({ remedy = '' }) => remedy));
  throw new CliError(`${trouble}: ${found}`, { remedy: [...remedies].join('; ') });
}
