type Nullable<Row> = { [K in keyof Row]: null extends Row[K] ? K : never }[keyof Row];

/** A row whose empty columns are absent keys, as the models have them. */
export type Present<Row> = Omit<Row, Nullable<Row>> & { [K in Nullable<Row>]?: NonNullable<Row[K]> };

const hasNoNull = <Row extends object>(row: object): row is Present<Row> =>
  Object.values(row).every((value) => value !== null);

export function present<Row extends object>(row: Row): Present<Row> {
  const kept = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
  if (hasNoNull<Row>(kept)) return kept;
  throw new Error('a null was kept');
}
