import type { EpochMs } from '@ares/core';
import { table } from '../../screen/table.ts';
import type { CostLine, Estimate } from './estimate.ts';
import { priceNotes } from './price-notes.ts';

const usd = (dollars: number): string => dollars.toFixed(2);
const quantity = (value: number): string =>
  value >= 1_000 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(3)));
const unitPrice = (dollars: number): string =>
  dollars >= 0.001 ? String(dollars) : `${Number((dollars * 1e6).toPrecision(6))}/million`;

const header = ['WHAT', 'A MONTH', 'UNIT', '$ A UNIT', '$ FIXED', '$ BY HOSTS', '$'];

const row = (line: CostLine): string[] => [
  line.what,
  quantity(line.quantity),
  line.unit,
  unitPrice(line.unitUsd),
  usd(line.fixedUsd),
  usd(line.usd - line.fixedUsd),
  usd(line.usd),
];

/** Every line, dearest first, then the team's own, then the sums, and what the prices are worth. */
export function costText(estimate: Estimate, width: number, nowMs: EpochMs): string {
  const { hosts, lines, totalUsd, fixedUsd, perHostUsd, free } = estimate;
  const dearest = lines.toSorted((a, b) => b.usd - a.usd);
  const own = dearest.filter(({ ofTeam }) => ofTeam);
  const sum = ['all', '', '', '', usd(fixedUsd), usd(totalUsd - fixedUsd), usd(totalUsd)];
  const counted = dearest.filter(({ ofTeam, quantity: used }) => !ofTeam && used > 0);
  return [
    table(header, [...counted.map(row), sum], { width }),
    '',
    ...(own.length > 0 ? ['The team’s own, not in the sum:', table(header, own.map(row), { width }), ''] : []),
    `${usd(fixedUsd)} $ a month, and ${perHostUsd.toFixed(3)} $ for each of ${hosts} hosts: ${usd(totalUsd)} $.`,
    'Not in it either: the hosts of the team with their disks and public addresses, and taxes.',
    ...priceNotes(estimate, nowMs),
    `Free: ${Object.values(free).reduce((a, b) => a + b, 0)} resources of ${Object.keys(free).length} types.`,
  ].join('\n');
}
