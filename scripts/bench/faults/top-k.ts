/** Share of cases whose true root stands among the first k. */
export const topK = (ranks: readonly (readonly string[])[], answers: readonly string[], k: number): number =>
  answers.filter((answer, i) => ranks[i]?.slice(0, k).includes(answer)).length / answers.length;
