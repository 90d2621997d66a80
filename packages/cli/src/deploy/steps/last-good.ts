import { lastGoodParameter } from '@ares/config/aws';
import { GetParameterCommand, ParameterNotFound, PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import * as z from 'zod';
import { CliError } from '../../cli-error.ts';
import { repositoryRoot } from '../../local/paths.ts';
import { askAws } from '../aws/ask-aws.ts';
import type { RunProgram } from '../run/run-program.ts';

const lastGood = z.object({
  commit: z.string().min(1),
  /** By digest, by variable: an undoing builds nothing, whatever the base images have become since. */
  images: z.record(z.string(), z.string()),
});

/** What a fleet was last well with. */
export type LastGood = z.infer<typeof lastGood>;

/** @returns undefined before the first deployment that was watched */
export async function lastGoodOf(ssm: SSMClient, fleet: string): Promise<LastGood | undefined> {
  const command = new GetParameterCommand({ Name: lastGoodParameter(fleet) });
  try {
    const { Parameter } = await askAws('ssm:GetParameter', () => ssm.send(command));
    return lastGood.parse(JSON.parse(Parameter?.Value ?? ''));
  } catch (error) {
    if (error instanceof ParameterNotFound) return undefined;
    throw error;
  }
}

/** @throws CliError outside of a git checkout */
export async function keepAsGood(
  ssm: SSMClient,
  fleet: string,
  images: LastGood['images'],
  runProgram: RunProgram,
): Promise<void> {
  const { code, stdout } = await runProgram('git', ['rev-parse', 'HEAD'], { cwd: repositoryRoot });
  if (code !== 0) throw new CliError('this is no git checkout', { remedy: 'deploy from one, or without --watch' });
  const kept: LastGood = { commit: stdout.trim(), images };
  const command = new PutParameterCommand({
    Name: lastGoodParameter(fleet),
    Value: JSON.stringify(kept),
    Type: 'String',
    Overwrite: true,
  });
  await askAws('ssm:PutParameter', () => ssm.send(command));
}
