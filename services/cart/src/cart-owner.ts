import { randomBytes } from 'node:crypto';
import { ProblemError, unauthorized } from '@shop/kit';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { CartOwner } from './cart.ts';

const cookieName = 'cart_id';
const headerName = 'x-cart-id';
const cookiePath = '/api/cart';
const maxAgeSeconds = 7 * 86_400;

/** 128 random bits: whoever holds the id holds the cart. */
const idShape = /^[A-Za-z0-9_-]{22}$/;
const userShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The user whom the gateway has vouched for; it lets no such header in from outside. */
export function userIdOf(c: Context): string | undefined {
  const id = c.req.header('x-user-id');
  if (id !== undefined && !userShape.test(id)) throw unauthorized('The user id is not valid.');
  return id;
}

/** The id of the visitor's cart, from the header or the cookie. */
export function visitorIdOf(c: Context): string | undefined {
  const id = c.req.header(headerName) ?? getCookie(c, cookieName);
  if (id === undefined || idShape.test(id)) return id;
  throw new ProblemError(400, 'validation', `The cart id is not valid: leave out ${headerName} to get a new one.`);
}

/** The owner of the cart that a request is about; a visitor who has none yet gets one. */
export function ownerOf(c: Context): CartOwner {
  const userId = userIdOf(c);
  if (userId !== undefined) return { kind: 'user', id: userId };
  const id = visitorIdOf(c) ?? randomBytes(16).toString('base64url');
  tellVisitor(c, id);
  return { kind: 'visitor', id };
}

function tellVisitor(c: Context, id: string): void {
  c.header(headerName, id);
  const secure = c.req.header('x-forwarded-proto') === 'https';
  setCookie(c, cookieName, id, { path: cookiePath, httpOnly: true, sameSite: 'Lax', secure, maxAge: maxAgeSeconds });
}

export function forgetVisitor(c: Context): void {
  deleteCookie(c, cookieName, { path: cookiePath });
}
