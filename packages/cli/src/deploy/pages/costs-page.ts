import { type CostLine, type Estimate, estimate } from '../cost/estimate.ts';
import type { Template } from '../template/resource.ts';
import { markdownTable } from './markdown.ts';

const HOSTS = 100;
const SMALLEST_SHOWN_USD = 0.005;

const usd = (dollars: number): string => dollars.toFixed(2);

const row = ({ what, quantity, unit, unitUsd, fixedUsd, usd: whole }: CostLine): string[] => [
  what,
  String(Number(quantity.toPrecision(4))),
  unit,
  String(Number(unitUsd.toPrecision(6))),
  usd(fixedUsd),
  usd(whole),
];

const header = ['what', 'a month', 'unit', '$ a unit', '$ fixed', `$ with ${HOSTS} hosts`];

/** What a deployment with a standby of the database costs, with no host and with a hundred. */
export function costsPage(templates: readonly Template[], tickMs: number): string {
  const costs = estimate(templates, { region: 'us-east-1', hosts: HOSTS, tickMs });
  const dearest = costs.lines.toSorted((a, b) => b.usd - a.usd || a.what.localeCompare(b.what));
  const counted = dearest.filter(({ ofTeam, usd: whole }) => !ofTeam && whole >= SMALLEST_SHOWN_USD);
  return [
    '# Costs',
    words(costs),
    markdownTable(header, counted.map(row)),
    `Lines below half a cent are left out: \`npx ares cost --hosts ${HOSTS} -c databaseMultiAz=true\` has them all.`,
    '## Named and not counted',
    'They belong to the application and would be there without ARES; so would the team’s own hosts with their disks and public addresses.',
    markdownTable(header, dearest.filter(({ ofTeam }) => ofTeam).map(row)),
    '## Charged for nothing by themselves',
    markdownTable(
      ['type', 'resources'],
      Object.entries(costs.free)
        .toSorted()
        .map(([type, count]) => [type, String(count)]),
    ),
  ].join('\n\n');
}

const words = ({ fixedUsd, perHostUsd, totalUsd, region, pricesAsOf }: Estimate): string =>
  `With a standby of the database: **${usd(fixedUsd)} $ a month, and ${usd(perHostUsd)} $ for each of ${HOSTS} hosts** (${usd(totalUsd)} $ together). ` +
  `List prices of ${region}, written down on ${pricesAsOf}, without tax, free tiers and discounts; compare them with AWS’s pages before you rely on them. ` +
  'How much of each is used is told in `packages/cli/src/deploy/cost/usage/usage.ts`.';
