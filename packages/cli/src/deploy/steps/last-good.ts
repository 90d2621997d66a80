import { lastGoodParameter } from '@ares/config/aws';
import { GetParameterCommand, ParameterNotFound, PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { CliError } from '../../cli-error.ts';
import { repositoryRoot } from '../../local/paths.ts';
import { askAws } from '../aws/ask-aws.ts';
import type { RunProgram } from '../run/run-program.ts';

/** @returns undefined before the first deployment that was watched */
export async function lastGoodCommit(ssm: SSMClient, fleet: string): Promise<string | undefined> {
  const command = new GetParameterCommand({ Name: lastGoodParameter(fleet) });
  try {
    return (await askAws('ssm:GetParameter', () => ssm.send(command))).Parameter?.Value;
  } catch (error) {
    if (error instanceof ParameterNotFound) return undefined;
    throw error;
  }
}

/** @throws CliError outside of a git checkout */
export async function keepAsGood(ssm: SSMClient, fleet: string, runProgram: RunProgram): Promise<string> {
  const { code, stdout } = await runProgram('git', ['rev-parse', 'HEAD'], { cwd: repositoryRoot });
  const commit = stdout.trim();
  if (code !== 0) throw new CliError('this is no git checkout', { remedy: 'deploy from one, or without --watch' });
  const command = new PutParameterCommand({
    Name: lastGoodParameter(fleet),
    Value: commit,
    Type: 'String',
    Overwrite: true,
  });
  await askAws('ssm:PutParameter', () => ssm.send(command));
  return commit;
}
