import type { SSMClient } from '@aws-sdk/client-ssm';
import * as z from 'zod';
import { type ResourceAnswer, resourceEvent } from '../kit/resource-event.ts';
import { pin } from './pin.ts';

const properties = z.object({ DocumentName: z.string().min(1) });

/** Reads the pin anew with each change of the document; nothing is left behind that had to be deleted. */
export async function onEvent(ssm: SSMClient, event: unknown): Promise<ResourceAnswer> {
  const { RequestType, PhysicalResourceId = 'ares-document-pin', ResourceProperties } = resourceEvent.parse(event);
  if (RequestType === 'Delete') return { PhysicalResourceId };
  return { PhysicalResourceId, Data: { ...(await pin(ssm, properties.parse(ResourceProperties).DocumentName)) } };
}
