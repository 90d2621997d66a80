import { ProblemError } from '@shop/kit';
import { type CartLine, type CartOwner, linesMax, quantityMax } from './cart.ts';
import type { Catalog } from './catalog/catalog.ts';
import type { CartStore, PutResult } from './store/cart-store.ts';
import { type CartView, cartView } from './view/cart-view.ts';

const refusals: Readonly<Record<Exclude<PutResult, 'ok'>, ProblemError>> = {
  'too-many-lines': new ProblemError(409, 'too-many-lines', `A cart holds at most ${linesMax} products.`),
  'too-many-pieces': new ProblemError(409, 'too-many-pieces', `A cart holds at most ${quantityMax} of a product.`),
};

/** What can be done to carts. Products are checked with the catalog; while it is away they are taken on trust. */
export class CartService {
  readonly #store: CartStore;
  readonly #catalog: Catalog;

  constructor(store: CartStore, catalog: Catalog) {
    this.#store = store;
    this.#catalog = catalog;
  }

  async view(owner: CartOwner): Promise<CartView> {
    const lines = await this.#store.read(owner);
    return cartView(lines, await this.#catalog(lines.map((line) => line.productId)));
  }

  /** @throws ProblemError 404 product-not-found, 409 too-many-lines or too-many-pieces */
  async put(owner: CartOwner, line: CartLine, how: 'add' | 'set'): Promise<CartView> {
    const products = await this.#catalog([line.productId]);
    if (products && !products.has(line.productId)) {
      throw new ProblemError(404, 'product-not-found', `There is no product ${line.productId}.`);
    }
    const result = await this.#store[how](owner, line);
    if (result !== 'ok') throw refusals[result];
    // A catalog that did not answer just now is not waited for again.
    return products ? this.view(owner) : cartView(await this.#store.read(owner), undefined);
  }

  async remove(owner: CartOwner, productId: string): Promise<CartView> {
    await this.#store.remove(owner, productId);
    return this.view(owner);
  }

  /** @returns the user's cart, and the visitor's products that found no room in it */
  async merge(visitorId: string | undefined, userId: string): Promise<CartView & { dropped: readonly string[] }> {
    const dropped = visitorId === undefined ? [] : await this.#store.merge(visitorId, userId);
    return { ...(await this.view({ kind: 'user', id: userId })), dropped };
  }
}
