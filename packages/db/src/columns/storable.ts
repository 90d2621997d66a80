/**
 * Text as PostgreSQL can keep it: log lines and error messages of strangers may hold NUL characters and halves of
 * surrogate pairs, which text and jsonb columns refuse. One such line must not stop a whole tick's commit.
 */
export const storableText = (text: string): string => text.replaceAll('\u0000', '\uFFFD').toWellFormed();

/** JSON of any value, with the same care for keys and strings at every depth; `undefined` becomes `null`. */
export const storableJson = (value: unknown): string =>
  JSON.stringify(value, (_, field: unknown) =>
    typeof field === 'object' ? storableKeys(field) : storableLeaf(field),
  ) ?? 'null';

const storableLeaf = (field: unknown): unknown => (typeof field === 'string' ? storableText(field) : field);

const storableKeys = (field: object | null): unknown =>
  field === null || Array.isArray(field)
    ? field
    : Object.fromEntries(Object.entries(field).map(([key, value]) => [storableText(key), value]));
