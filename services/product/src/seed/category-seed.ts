/** A kind of product: with each variant it becomes one product. */
export interface ProductType {
  readonly noun: string;
  /** Lowest and highest price in whole euros; later variants cost more. */
  readonly euros: readonly [number, number];
  readonly variants: readonly string[];
  readonly pitch: string;
}

export interface CategorySeed {
  readonly slug: string;
  readonly name: string;
  readonly brands: readonly string[];
  /** Sentences that fit every product of the category; each product gets two. */
  readonly details: readonly string[];
  readonly types: readonly ProductType[];
}
