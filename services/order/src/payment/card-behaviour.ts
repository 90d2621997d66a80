export const cardBehaviours = ['approve', 'decline', 'hang', 'lose-answer', 'fail-once'] as const;

/**
 * How the simulated provider treats a card: `hang` never answers and takes no money, `lose-answer` takes the
 * money and does not answer the first time, `fail-once` breaks the first time.
 */
export type CardBehaviour = (typeof cardBehaviours)[number];

const testCards: Readonly<Record<string, CardBehaviour>> = {
  tok_declined: 'decline',
  tok_hang: 'hang',
  tok_lose_answer: 'lose-answer',
  tok_fail_once: 'fail-once',
};

/** Any other token is a good card. */
export const behaviourOf = (cardToken: string): CardBehaviour => testCards[cardToken] ?? 'approve';
