import * as z from 'zod';

/** The store gives no more at once. */
const PAGE_MAX = 500;
const PAGE = 50;

/** How many rows of a list. */
export const limitSchema = z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE);
