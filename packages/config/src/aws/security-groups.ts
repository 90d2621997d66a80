/** By these the groups of a deployment are found in its account, beside the tag of the deployment. */
export const securityGroupDescriptions = {
  tick: 'ARES tick: reads hosts, writes the knowledge store',
  hosts: 'Hosts that ARES looks after',
} as const;
