import type { Command } from 'commander';
import { exitCodes } from '../cli-error.ts';
import { withContext } from '../deploy/commands/options.ts';
import { type Context, withEnvironment } from '../deploy/context/context.ts';
import { aresProbes } from '../doctor/ares.ts';
import { type Check, type CheckState, runCheck } from '../doctor/check.ts';
import { machineProbes } from '../doctor/machine.ts';
import { remoteChecks } from '../remote/doctor/remote-checks.ts';
import { signedInClient } from '../remote/remote-knowing.ts';
import { remoteOf } from '../remote/remote-option.ts';
import { type Colour, inert, type Paint } from '../screen/format.ts';
import { paint, show } from './context.ts';

interface DoctorOptions {
  readonly json?: boolean;
  readonly fleet?: boolean;
  readonly context?: Context;
}

export const registerDoctor = (program: Command): void => {
  withContext(program.command('doctor'))
    .description('check what ARES needs; each problem with its remedy')
    .option('--fleet', 'of a fleet on AWS: the account, and each host’s permissions, agent and ports')
    .option('--json', 'print JSON')
    .action(async ({ json, fleet, context = {} }: DoctorOptions, command: Command) => {
      const remote = remoteOf(command);
      const checks = fleet ? await checksOfFleet(context, remote) : await checksOf(remote);
      show(checks, json, () => doctorText(checks, paint));
      if (checks.some(({ state }) => state === 'failed')) process.exitCode = exitCodes.failed;
    });
};

/** Of this machine, or of an ARES elsewhere by what it knows of itself. */
const checksOf = (remote: URL | undefined): Promise<readonly Check[]> =>
  remote ? remoteChecks(signedInClient(remote)) : Promise.all([...machineProbes, ...aresProbes].map(runCheck));

/** As AWS sees it from outside; with an address, what ARES there says too. */
async function checksOfFleet(context: Context, remote: URL | undefined): Promise<readonly Check[]> {
  const { fleetChecks } = await import('../deploy/fleet/fleet-checks.ts');
  const { awsClients } = await import('../deploy/aws/clients.ts');
  const ofFleet = await fleetChecks(awsClients(), withEnvironment(context, process.env));
  return remote ? [...ofFleet, ...(await remoteChecks(signedInClient(remote)))] : ofFleet;
}

const looks: Readonly<Record<CheckState, { readonly icon: string; readonly colour: Colour }>> = {
  ok: { icon: '✓', colour: 'green' },
  'not yet': { icon: '…', colour: 'yellow' },
  failed: { icon: '✗', colour: 'red' },
};

/** A line a check, the further lines of what was found and the remedy beneath, and a sentence that sums up. */
export function doctorText(checks: readonly Check[], colour: Paint): string {
  const width = Math.max(...checks.map(({ name }) => name.length));
  const lines = checks.flatMap(({ name, state, found, remedy }) => {
    const { icon, colour: tint } = looks[state];
    const what = state === 'not yet' ? `not yet: ${found}` : found;
    const indent = ' '.repeat(width + 4);
    const line = `${colour(tint, icon)} ${name.padEnd(width)}  ${inert(what).replaceAll('\n', `\n${indent}`)}`;
    return remedy ? [line, `${indent}→ ${inert(remedy)}`] : [line];
  });
  return [...lines, '', sum(checks)].join('\n');
}

function sum(checks: readonly Check[]): string {
  const of = (state: CheckState) => checks.filter((check) => check.state === state).length;
  const failed = of('failed');
  if (failed > 0) return `${failed} of ${checks.length} checks failed.`;
  if (of('not yet') === 0) return 'All is well.';
  const comes = checks.some(({ state, remedy }) => state === 'not yet' && remedy) ? 'as it says' : 'by itself';
  return `Nothing is wrong; what is not there yet comes ${comes}.`;
}
