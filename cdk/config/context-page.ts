import { contextNames, factsOf } from './facts.ts';

/** The page docs/context.md, from the schema. */
export const contextPage = (): string => `# Context values of the deployment

Said by \`npx ares deploy -c name=value\` (or \`cdk deploy -c name=value\`), by \`ARES_CONTEXT\` (not for plain \`cdk\`), or under \`context\` in \`cdk.json\`; what comes first here counts. A wrong value
is quoted in the error, with what is wanted instead. This page is generated: \`npx vitest run cdk/config -u\` writes it.

| name | default | must be | meaning |
|---|---|---|---|
${contextNames.map(row).join('\n')}

## Hosts of your own
\`-c shop=false -c vpcId=vpc-… -c fleetTag=…\` deploys no host. Tag your instances \`ares:fleet\` with the value of
\`fleetTag\`, attach the policy of the output \`HostPolicyArn\` to their role and the security group of the output
\`HostSecurityGroupId\` to them, then run the install document. \`npx ares doctor --fleet\` tells what is missing.

## What AWS asks for
- An account has five Elastic IP addresses a region at first: with \`hostNetwork=public\` each host takes one.
- A name of an address, by which CloudFront reaches a host, takes a VPC with DNS hostnames (a new one has them).
- A data volume stays in its zone, and so does its host.
`;

function row(name: string): string {
  const { about, wanted, preset } = factsOf(name);
  return `| \`${name}\` | ${preset === undefined ? '' : `\`${preset}\``} | ${wanted} | ${about} |`;
}
