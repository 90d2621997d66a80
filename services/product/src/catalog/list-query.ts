import { z } from 'zod';

export const sorts = ['relevance', 'popular', 'newest', 'price-asc', 'price-desc', 'name'] as const;
export type Sort = (typeof sorts)[number];

const cents = z.coerce.number().int().min(0).max(100_000_000);
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be a slug such as "kitchen"')
  .max(200);

/** What a client may ask of the list of products. Prices are in cents. */
export const listQuery = z
  .object({
    q: z.string().trim().min(1).max(100).optional(),
    category: slug.optional(),
    minPriceCents: cents.optional(),
    maxPriceCents: cents.optional(),
    inStock: z.enum(['true', 'false']).optional(),
    sort: z.enum(sorts).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(24),
    cursor: z.string().max(512).optional(),
  })
  .refine((q) => (q.minPriceCents ?? 0) <= (q.maxPriceCents ?? Number.POSITIVE_INFINITY), {
    path: ['maxPriceCents'],
    message: 'must not be below minPriceCents',
  })
  .refine((q) => q.sort !== 'relevance' || q.q !== undefined, {
    path: ['sort'],
    message: '"relevance" needs a search text in q',
  })
  .transform((q) => ({ ...q, sort: q.sort ?? (q.q === undefined ? ('popular' as const) : ('relevance' as const)) }));

export type ListQuery = z.output<typeof listQuery>;
