import { SLOT_MS } from '@ares/config/aws';
import { table } from '../../screen/table.ts';
import { estimate } from '../cost/estimate.ts';
import { type PricedRegion, pricedRegions } from '../cost/prices/price-table.ts';
import { wholeDeployment } from '../synth/whole-deployment.ts';
import type { Deployment } from './deployment.ts';
import { addresses, type StackOutputs } from './stack-outputs.ts';

const HOSTS = 100;

/** What a person wants to know when everything is there: where to look, what it costs, what to do next. */
export async function epilogue(
  { account, context }: Deployment,
  images: string,
  outputs: StackOutputs,
): Promise<string> {
  const hosts = Number(context.fleetSize ?? HOSTS);
  const region = pricedRegions.find((one) => one === account.region) ?? (pricedRegions[0] as PricedRegion);
  const templates = await wholeDeployment({ ...context, images });
  const { fixedUsd, perHostUsd } = estimate(templates, { region, hosts, tickMs: SLOT_MS });
  const found = addresses(outputs);
  return [
    '',
    ...(found.length > 0 ? [table(['WHERE', 'ADDRESS'], found), ''] : []),
    `About ${fixedUsd.toFixed(2)} $ a month and ${perHostUsd.toFixed(2)} $ a host, by prices of ${region}: \`npx ares cost --hosts ${hosts}\``,
    'Next: `npx ares doctor --fleet` looks at each host.',
  ].join('\n');
}
