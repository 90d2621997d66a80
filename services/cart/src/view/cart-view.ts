import type { CartLine } from '../cart.ts';
import type { Product } from '../catalog/catalog.ts';

/** `unknown`: the catalog cannot be asked now; `gone`: it no longer has the product; `short`: too few in stock. */
export type LineState = 'available' | 'short' | 'gone' | 'unknown';

export interface LineView extends CartLine {
  readonly state: LineState;
  readonly slug?: string;
  readonly name?: string;
  readonly unitPriceCents?: number;
  readonly lineTotalCents?: number;
}

export interface CartView {
  readonly lines: readonly LineView[];
  /** Of the lines that have a price; `null` while prices are not known. */
  readonly totalCents: number | null;
  readonly currency: string | null;
  /** Whether the prices are the catalog's of this moment. Without them nothing can be bought. */
  readonly isPriced: boolean;
}

type Products = ReadonlyMap<string, Product> | undefined;

function lineView(line: CartLine, products: Products): LineView {
  if (!products) return { ...line, state: 'unknown' };
  const product = products.get(line.productId);
  if (!product) return { ...line, state: 'gone' };
  const { slug, name, priceCents, stock } = product;
  const state = stock >= line.quantity ? 'available' : 'short';
  return { ...line, state, slug, name, unitPriceCents: priceCents, lineTotalCents: priceCents * line.quantity };
}

/**
 * A cart as the catalog sees it now. The cart keeps no price: what a product costs is asked at each read.
 * @param products what the catalog has of the lines; `undefined` when it could not be asked
 */
export function cartView(lines: readonly CartLine[], products: Products): CartView {
  const views = lines.map((line) => lineView(line, products));
  if (!products) return { lines: views, totalCents: null, currency: null, isPriced: false };
  const totalCents = views.reduce((sum, line) => sum + (line.lineTotalCents ?? 0), 0);
  const [first] = products.values();
  return { lines: views, totalCents, currency: first?.currency ?? null, isPriced: true };
}
