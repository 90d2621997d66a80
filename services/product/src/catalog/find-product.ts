import type { Database } from '@shop/kit';
import { eq } from 'drizzle-orm';
import { products } from '../db/schema.ts';

/** @returns everything a product page shows, or undefined if there is no such product */
export async function findProduct(db: Database, slug: string) {
  const [product] = await db
    .select({
      id: products.id,
      slug: products.slug,
      name: products.name,
      brand: products.brand,
      description: products.description,
      category: products.categorySlug,
      priceCents: products.priceCents,
      currency: products.currency,
      stock: products.stock,
    })
    .from(products)
    .where(eq(products.slug, slug));
  return product && { ...product, inStock: product.stock > 0 };
}
