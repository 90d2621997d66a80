import { hostAgentReader } from '@ares/adapters/host-agent';
import { prometheusReader } from '@ares/adapters/prometheus';
import { policyFile } from '@ares/config';
import { type Decision, explain } from '@ares/core';
import type { Command } from 'commander';
import { CliError, exitCodes } from '../cli-error.ts';
import { hostId, policyPath } from '../local/paths.ts';
import { urls } from '../local/stack.ts';
import { SHARD, show, withKnowledge } from './context.ts';

const AGENT_MS = 2_000;

export const registerHeal = (program: Command): void => {
  program
    .command('heal')
    .argument('<target>', 'a service or container name')
    .description('what ARES would do for a target now, guard by guard; nothing is sent')
    .requiredOption('--dry-run', 'required: a heal by hand comes with the dashboard and its sign-in')
    .option('--json', 'print JSON')
    .action(async (target: string, { json }: { json?: boolean }) => {
      const answer = await dryRun(target);
      if (answer === undefined) {
        throw new CliError(`no managed service or container is called "${target}"`, {
          remedy: 'list them with `npx ares status`',
          exitCode: exitCodes.notFound,
        });
      }
      show(answer, json, () =>
        [`${answer.service} (${answer.health})`, answer.words, ...guardLines(answer.decision)].join('\n'),
      );
    });
};

const guardLines = (decision: Decision | undefined): readonly string[] =>
  (decision?.answers ?? []).map((a) => `  ${a.guard.padEnd(14)} ${a.answer === 'pass' ? 'pass' : `hold: ${a.reason}`}`);

const dryRun = (target: string) =>
  withKnowledge(async ({ knowledge }) => {
    const hosts = hostAgentReader({ agents: [{ hostId, url: urls.agent }] });
    const metrics = prometheusReader({ url: urls.prometheus });
    const ports = { clock: { now: Date.now }, hosts, metrics, knowledge, policy: policyFile(policyPath) };
    const answer = await explain(ports, SHARD, target);
    // No name is known of a host that does not answer: that is the failure to tell.
    if (answer === undefined) await hosts.snapshot({ hostId }, AGENT_MS);
    return answer;
  });
