import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { askAws } from './ask-aws.ts';

export interface Account {
  readonly id: string;
  readonly region: string;
  /** Who asks, as an ARN */
  readonly as: string;
}

/** @throws CliError without credentials or region */
export function accountOf(sts: STSClient): Promise<Account> {
  return askAws('sts:GetCallerIdentity', async () => {
    const { Account: id = '', Arn: as = '' } = await sts.send(new GetCallerIdentityCommand({}));
    return { id, as, region: await sts.config.region() };
  });
}
