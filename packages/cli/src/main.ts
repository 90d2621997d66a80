import { Command } from 'commander';
import { registerDoctor } from './commands/doctor.ts';
import { registerDown } from './commands/down.ts';
import { registerForecast } from './commands/forecast.ts';
import { registerHeal } from './commands/heal.ts';
import { registerIncidents } from './commands/incidents.ts';
import { registerKillSwitch } from './commands/kill-switch.ts';
import { registerLogin } from './commands/login.ts';
import { registerNotify } from './commands/notify.ts';
import { registerPolicy } from './commands/policy.ts';
import { registerStart } from './commands/start.ts';
import { registerStatus } from './commands/status.ts';
import { registerTrain } from './commands/train.ts';
import { registerWatch } from './commands/watch.ts';
import { registerWhy } from './commands/why.ts';
import { registerAws } from './deploy/commands/aws.ts';
import { remoteOption } from './remote/remote-option.ts';
import { reportError } from './report-error.ts';
import { version } from './version.ts';

// Set to nothing is not set, as everywhere in a shell.
if (process.env.ARES_REMOTE === '') delete process.env.ARES_REMOTE;

const program = new Command('ares')
  .description('ARES heals Docker applications: observe, score, decide, heal, verify.')
  .version(version(), '--version', 'print the version')
  .addOption(remoteOption())
  .configureOutput({
    outputError: (text, write) =>
      write(`ares: ${text.replace(/^error: /, '')}  → see \`npx ares help\` or \`npx ares COMMAND --help\`\n`),
  })
  .exitOverride();

for (const register of [
  registerStart,
  registerStatus,
  registerWatch,
  registerIncidents,
  registerWhy,
  registerForecast,
  registerHeal,
  registerKillSwitch,
  registerLogin,
  registerNotify,
  registerPolicy,
  registerTrain,
  registerDoctor,
  registerDown,
  registerAws,
]) {
  register(program);
}

const fail = (error: unknown): void => {
  const { text, exitCode } = reportError(error, process.env);
  process.stderr.write(text);
  process.exitCode = exitCode;
};

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`ares incidents | head`) is no failure.
  if (error.code !== 'EPIPE') fail(error);
  process.exit();
});

try {
  await program.parseAsync();
} catch (error) {
  fail(error);
}
