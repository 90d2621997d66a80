import { CliError, exitCodes } from '../cli-error.ts';

export const ports = {
  shop: process.env.SHOP_PORT || '8080',
  prometheus: process.env.PROMETHEUS_PORT || '9090',
  agent: process.env.ARES_AGENT_PORT || '9469',
};

const variables = { shop: 'SHOP_PORT', prometheus: 'PROMETHEUS_PORT', agent: 'ARES_AGENT_PORT' } as const;

/** @throws CliError that names the variable, which Compose's own message would not */
export function assertPorts(wanted: typeof ports): void {
  for (const which of ['shop', 'prometheus', 'agent'] as const) {
    const port = Number(wanted[which]);
    if (Number.isInteger(port) && port >= 1 && port <= 65_535) continue;
    throw new CliError(`${variables[which]}=${wanted[which]} is no port`, {
      remedy: `set ${variables[which]} to a free port, or unset it`,
      exitCode: exitCodes.usage,
    });
  }
}
