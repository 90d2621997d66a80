import type { Evidence } from '@ares/core';
import { inert, type Paint, wrap } from './format.ts';

interface Place {
  readonly width: number;
  readonly paint: Paint;
}

const MARGIN = '  ';

/** Why it is an incident; apart from that what was known beside it, by others and by the models of the service. */
export function evidenceLines(evidence: readonly Evidence[], { width, paint }: Place): readonly string[] {
  const own = evidence.filter(({ context }) => !context);
  const [known = [], said = []] = [false, true].map((isWeighed) =>
    evidence.filter(({ context, weight }) => context && isWeighed === (weight !== undefined)),
  );
  const under = (head: string, part: readonly Evidence[]): readonly string[] =>
    part.length === 0 ? [] : [paint('dim', `${MARGIN}${head}:`), ...listed(part, width, 2 * MARGIN.length)];
  return [
    ...listed(own, width),
    ...under('known beside it', known),
    ...under('the models of the service say beside it', said),
  ];
}

/** A column for the weights where there are any, the words beside it. */
function listed(evidence: readonly Evidence[], width: number, indent = MARGIN.length): readonly string[] {
  const hasWeights = evidence.some(({ weight }) => weight !== undefined);
  return evidence.map((one) => {
    const begin = ' '.repeat(indent) + (hasWeights ? `${percent(one.weight).padStart('100 %'.length)}  ` : '');
    return wrap(`${begin}${saidOf(one)}`, width, ' '.repeat(begin.length + (hasWeights ? 0 : 2)));
  });
}

const percent = (weight: number | undefined): string => (weight === undefined ? '' : `${Math.round(weight * 100)} %`);

const saidOf = ({ words, expected }: Evidence): string =>
  inert(expected && !words.includes(expected) ? `${words} (expected ${expected})` : words);

interface Root {
  readonly serviceId: string;
  readonly words: string;
}

/** What is told of roots, numbered in the order in which to look at them; none for what tells of none. */
export function rootsOf({ kind, data }: { readonly kind: string; readonly data: unknown }): readonly string[] {
  if (kind !== 'localized') return [];
  const { roots = [] } = (data ?? {}) as { readonly roots?: readonly Root[] };
  return roots.map(({ serviceId, words }, n) => inert(`${n + 1}. ${nameOf(serviceId)}: ${words}`));
}

/** `HOST/PROJECT/SERVICE` */
const nameOf = (serviceId: string): string => serviceId.split('/').at(-1) ?? serviceId;
