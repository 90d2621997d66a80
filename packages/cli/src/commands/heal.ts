import { hostAgentReader } from '@ares/adapters/host-agent';
import { prometheusReader } from '@ares/adapters/prometheus';
import { policyFile } from '@ares/config';
import { type Explanation, explain } from '@ares/core';
import type { Command } from 'commander';
import { CliError, exitCodes } from '../cli-error.ts';
import { hostId, policyPath } from '../local/paths.ts';
import { urls } from '../local/stack.ts';
import { assertLocal } from '../remote/remote-option.ts';
import { inert, wrap } from '../screen/format.ts';
import { SHARD, show, width, withLocalKnowledge } from './context.ts';

const AGENT_MS = 2_000;

export const registerHeal = (program: Command): void => {
  program
    .command('heal')
    .argument('<target>', 'a service or container name')
    .description('what ARES would do for a target now, guard by guard; nothing is sent')
    .requiredOption('--dry-run', 'required: a heal by hand comes with the dashboard and its sign-in')
    .option('--json', 'print JSON')
    .action(async (target: string, { json }: { json?: boolean }, command: Command) => {
      assertLocal(command);
      const answer = await dryRun(target);
      if (answer === undefined) {
        throw new CliError(`no managed service or container is called "${target}"`, {
          remedy: 'list them with `npx ares status`',
          exitCode: exitCodes.notFound,
        });
      }
      show(answer, json, () => dryRunText(answer, width()));
    });
};

const GUTTER = 17;

function dryRunText({ service, health, words, decision }: Explanation, columns: number): string {
  const guards = (decision?.answers ?? []).map((answer) => {
    const said = answer.answer === 'pass' ? 'pass' : `hold: ${inert(answer.reason)}`;
    return wrap(`  ${answer.guard.padEnd(GUTTER - 2)}${said}`, columns, ' '.repeat(GUTTER));
  });
  return [`${service} (${health})`, wrap(inert(words), columns, '  '), ...guards].join('\n');
}

const dryRun = (target: string) =>
  withLocalKnowledge(async ({ knowledge }) => {
    const hosts = hostAgentReader({ agents: [{ hostId, url: urls.agent }] });
    const metrics = prometheusReader({ url: urls.prometheus });
    const ports = { clock: { now: Date.now }, hosts, metrics, knowledge, policy: policyFile(policyPath) };
    const answer = await explain(ports, SHARD, target);
    // No name is known of a host that does not answer: that is the failure to tell.
    if (answer === undefined) await hosts.snapshot({ hostId }, AGENT_MS);
    return answer;
  });
