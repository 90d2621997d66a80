import { Command } from 'commander';
import { CliError, exitCodes } from './cli-error.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerDown } from './commands/down.ts';
import { registerHeal } from './commands/heal.ts';
import { registerIncidents } from './commands/incidents.ts';
import { registerKillSwitch } from './commands/kill-switch.ts';
import { registerPolicy } from './commands/policy.ts';
import { registerStart } from './commands/start.ts';
import { registerStatus } from './commands/status.ts';
import { registerWatch } from './commands/watch.ts';
import { registerWhy } from './commands/why.ts';

const program = new Command('ares')
  .description('ARES heals Docker applications: observe, score, decide, heal, verify.')
  .showHelpAfterError()
  .exitOverride();

for (const register of [
  registerStart,
  registerStatus,
  registerWatch,
  registerIncidents,
  registerWhy,
  registerHeal,
  registerKillSwitch,
  registerPolicy,
  registerDoctor,
  registerDown,
]) {
  register(program);
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** Cause and next command, never a stack trace, unless ARES itself is broken. */
function report(error: unknown): number {
  if (error instanceof CliError) {
    process.stderr.write(`ares: ${error.message}\n  → ${error.remedy}\n`);
    return error.exitCode;
  }
  if (error instanceof Error && 'exitCode' in error && 'code' in error && String(error.code).startsWith('commander')) {
    return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  }
  process.stderr.write(`ares: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return exitCodes.failed;
}
