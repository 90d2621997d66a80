import type { SSMClient } from '@aws-sdk/client-ssm';
import * as z from 'zod';
import { type ResourceAnswer, resourceEvent } from '../kit/resource-event.ts';
import { secretsOf } from './secrets-of.ts';
import { deleteSecrets, readSecrets, writeSecrets } from './stored-secrets.ts';

/** CloudFormation makes text of every number. */
const properties = z.object({ ParameterName: z.string().min(1), Rotation: z.coerce.number().int().positive() });

/** Makes the secrets once, and anew when they are to rotate. The one to show is told to CloudFormation, and to no log. */
export async function onEvent(ssm: SSMClient, event: unknown): Promise<ResourceAnswer> {
  const { RequestType, ResourceProperties } = resourceEvent.parse(event);
  const { ParameterName, Rotation } = properties.parse(ResourceProperties);
  if (RequestType === 'Delete') {
    await deleteSecrets(ssm, ParameterName);
    return { PhysicalResourceId: ParameterName };
  }
  const known = await readSecrets(ssm, ParameterName);
  const secrets = secretsOf(Rotation, known);
  if (secrets !== known) await writeSecrets(ssm, ParameterName, secrets);
  return { PhysicalResourceId: ParameterName, Data: { Value: secrets[0] }, NoEcho: true };
}
