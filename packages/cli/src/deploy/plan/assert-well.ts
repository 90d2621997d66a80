import { CliError } from '../../cli-error.ts';
import type { Check } from '../../doctor/check.ts';

/** @throws CliError that names each check that failed, what it found and its remedy */
export function assertWell(checks: readonly Check[]): void {
  const failed = checks.filter(({ state }) => state === 'failed');
  if (failed.length === 0) return;
  const found = failed.map((one) => `${one.name}: ${one.found}`).join('; ');
  const remedies = new Set(failed.map(({ remedy = '' }) => remedy));
  throw new CliError(`not ready to deploy: ${found}`, { remedy: [...remedies].join('; ') });
}
