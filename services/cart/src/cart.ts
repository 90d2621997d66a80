/** Whose cart: a user's, or that of a visitor who holds an unguessable id. */
export type CartOwner =
  | { readonly kind: 'user'; readonly id: string }
  | { readonly kind: 'visitor'; readonly id: string };

export interface CartLine {
  readonly productId: string;
  readonly quantity: number;
}

export const linesMax = 50;
export const quantityMax = 99;
