/** What a fleet needs of something that is bounded. */
export interface Demand {
  readonly quota: string;
  readonly needed: number;
  readonly limit: number;
  readonly remedy: string;
}

/** A fleet that the account or the database cannot carry: names each quota, the figures and the remedy. */
export class QuotaError extends Error {
  constructor(hosts: number, demands: readonly Demand[]) {
    const lines = demands.map(
      ({ quota, needed, limit, remedy }) => `- ${quota}: ${needed} needed, ${limit} there; ${remedy}`,
    );
    super(`A fleet of up to ${hosts} hosts does not fit:\n${lines.join('\n')}\nOr lower \`-c fleetSize=…\`.`);
    this.name = 'QuotaError';
  }
}
