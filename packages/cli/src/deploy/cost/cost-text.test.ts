import { expect, test } from 'vitest';
import { aTemplate } from '../testing/a-template.ts';
import { costText } from './cost-text.ts';
import { estimate } from './estimate.ts';

test('each line, the team’s own apart, the sums, and where the prices are from', () => {
  const template = aTemplate({
    Ear: ['AWS::CloudWatch::Alarm'],
    Eye: ['AWS::CloudWatch::Alarm'],
    Address: ['AWS::EC2::EIP'],
    Flow: ['AWS::EC2::FlowLog'],
    Role: ['AWS::IAM::Role'],
  });
  const text = costText(estimate([template], { region: 'us-east-1', hosts: 100, tickMs: 15_000 }), 200, 0);
  expect(text.split('\n').map((line) => line.replaceAll(/ {2,}/g, '  '))).toEqual([
    'WHAT  A MONTH  UNIT  $ A UNIT  $ FIXED  $ BY HOSTS  $',
    'flow logs  2.1  GB taken in  0.5  0.05  1.00  1.05',
    'alarms  2  metric of an alarm and month  0.1  0.20  0.00  0.20',
    'all  0.25  1.00  1.25',
    '',
    'The team’s own, not in the sum:',
    'WHAT  A MONTH  UNIT  $ A UNIT  $ FIXED  $ BY HOSTS  $',
    'public IPv4 addresses  730  hour  0.005  3.65  0.00  3.65',
    '',
    '0.25 $ a month, and 0.010 $ for each of 100 hosts: 1.25 $.',
    'Not in it either: the hosts of the team with their disks and public addresses, and taxes.',
    expect.stringMatching(/^List prices of us-east-1, written down on \d{4}-\d{2}-\d{2}, without free tiers/),
    'Free: 1 resources of 1 types.',
  ]);
});
