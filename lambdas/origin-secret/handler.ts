import { clientConfig } from '@ares/adapters/aws';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { ResourceAnswer } from '../kit/resource-event.ts';
import { onEvent } from './on-event.ts';

const ssm = new SSMClient(clientConfig);

export const handler = (event: unknown): Promise<ResourceAnswer> => onEvent(ssm, event);
