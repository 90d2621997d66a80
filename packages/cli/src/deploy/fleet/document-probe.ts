import { DescribeDocumentCommand, type SSMClient } from '@aws-sdk/client-ssm';
import type { Probe } from '../../doctor/check.ts';
import { askAws } from '../aws/ask-aws.ts';

/** The script that heals is registered and can be sent. */
export const documentProbe = (ssm: SSMClient, fleet: string): Probe => ({
  name: 'remediation document',
  remedy: '`npx ares deploy` registers it',
  find: async () => {
    const Name = `Ares-${fleet}-Remediate`;
    const command = new DescribeDocumentCommand({ Name });
    const { Document } = await askAws('ssm:DescribeDocument', () => ssm.send(command));
    if (Document?.Status !== 'Active') throw new Error(`${Name} is ${Document?.Status ?? 'not there'}`);
    return `${Name}, version ${Document.LatestVersion}`;
  },
});
