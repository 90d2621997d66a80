import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { CliError } from '../../cli-error.ts';
import { askAws } from '../aws/ask-aws.ts';

/** The bundle that the hosts of a fleet are to have. */
export interface Released {
  readonly s3Url: string;
  readonly sha256: string;
}

/** @throws CliError for a parameter that names no bundle */
export async function releasedOf(ssm: SSMClient, fleet: string): Promise<Released> {
  const Name = `/ares/${fleet}/release`;
  const { Parameter } = await askAws('ssm:GetParameter', () => ssm.send(new GetParameterCommand({ Name })));
  const [, s3Url, sha256] = /^(s3:\/\/\S+) ([0-9a-f]{64})$/.exec(Parameter?.Value ?? '') ?? [];
  if (s3Url && sha256) return { s3Url, sha256 };
  const remedy = 'run `npx ares deploy` again: the stack of the hosts writes it';
  throw new CliError(`${Name} is ${JSON.stringify(Parameter?.Value)}, and not S3-URL SHA256`, { remedy });
}
