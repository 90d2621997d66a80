import { createHash } from 'node:crypto';
import { categorySeeds } from './categories/index.ts';
import type { CategorySeed, ProductType } from './category-seed.ts';

export interface ProductSeed {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly brand: string;
  readonly description: string;
  readonly categorySlug: string;
  readonly priceCents: number;
  readonly stock: number;
  readonly popularity: number;
  readonly createdAt: Date;
}

/** The shop's first day; products were added one every few hours since. */
const openedMs = Date.UTC(2025, 0, 6, 9);
const hourMs = 3_600_000;

/** The whole catalog, the same on every machine: all that varies comes from a hash of the product's slug. */
export const generateProducts = (): ProductSeed[] =>
  categorySeeds.flatMap((category) =>
    category.types.flatMap((type, typeIndex) =>
      type.variants.map((variant, index) => product(category, type, variant, { typeIndex, index })),
    ),
  );

interface Place {
  readonly typeIndex: number;
  readonly index: number;
}

function product(category: CategorySeed, type: ProductType, variant: string, { typeIndex, index }: Place): ProductSeed {
  const brand = category.brands[(typeIndex + index) % category.brands.length] as string;
  const name = `${brand} ${type.noun} ${variant}`;
  const slug = slugOf(name);
  const digest = createHash('sha256').update(slug).digest();
  return {
    id: uuidOf(digest),
    slug,
    name,
    brand,
    description: describe(category, type, digest),
    categorySlug: category.slug,
    priceCents: priceCents(type, index, digest),
    stock: digest.readUInt8(3) < 12 ? 0 : 20 + (digest.readUInt16BE(4) % 480),
    popularity: digest.readUInt16BE(6) % 10_000,
    createdAt: new Date(openedMs + (digest.readUInt16BE(8) % 9_000) * hourMs),
  };
}

function describe(category: CategorySeed, type: ProductType, digest: Buffer): string {
  const { details } = category;
  const first = digest.readUInt8(0) % details.length;
  // A step of 1 up to length - 1 never lands on the same sentence again.
  const second = (first + 1 + (digest.readUInt8(1) % (details.length - 1))) % details.length;
  return `${type.pitch} ${details[first]} ${details[second]}`;
}

/** Rises over the variants from the lowest to the highest price and ends in 0.00, 0.50, 0.90 or 0.95. */
function priceCents({ euros: [low, high], variants }: ProductType, index: number, digest: Buffer): number {
  const euros = Math.round(low + ((high - low) * index) / (variants.length - 1));
  return euros * 100 - ([0, 50, 10, 5][digest.readUInt8(2) % 4] as number);
}

const slugOf = (name: string) =>
  name
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .replaceAll('×', 'x')
    .normalize('NFD')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');

/** A version-8 UUID (RFC 9562: custom) of the first bytes of a hash. */
function uuidOf(digest: Buffer): string {
  const hex = digest.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
