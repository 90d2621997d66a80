import {
  DeleteParameterCommand,
  GetParameterCommand,
  ParameterNotFound,
  PutParameterCommand,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import type { OriginSecrets } from './secrets-of.ts';

/** @returns undefined where there are none yet */
export async function readSecrets(ssm: SSMClient, name: string): Promise<OriginSecrets | undefined> {
  const command = new GetParameterCommand({ Name: name, WithDecryption: true });
  const { Parameter } = (await unlessMissing(ssm.send(command))) ?? {};
  if (!Parameter) return undefined;
  const [current, next, previous, ...more] = (Parameter.Value ?? '').split(' ');
  // What stands there is not told: this message goes to the log.
  if (!current || !next || more.length > 0) throw new Error(`${name} does not hold two or three secrets: delete it`);
  return previous ? [current, next, previous] : [current, next];
}

/** Two or three words, which hosts read. A parameter of this kind costs nothing. */
export async function writeSecrets(ssm: SSMClient, name: string, secrets: OriginSecrets): Promise<void> {
  const value = { Type: 'SecureString', Value: secrets.join(' '), Overwrite: true } as const;
  await ssm.send(new PutParameterCommand({ Name: name, ...value, Description: 'What CloudFront shows to the hosts' }));
}

export async function deleteSecrets(ssm: SSMClient, name: string): Promise<void> {
  await unlessMissing(ssm.send(new DeleteParameterCommand({ Name: name })));
}

const unlessMissing = <Answer>(answer: Promise<Answer>): Promise<Answer | undefined> =>
  answer.catch((error: unknown) => {
    if (error instanceof ParameterNotFound) return undefined;
    throw error;
  });
