import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answered } from '@shop/kit/testing';

/** Somebody at the shop's front door, first a visitor, then perhaps a user. */
export class Customer {
  readonly #baseUrl: string;
  readonly #credentials = { email: `${randomUUID()}@example.com`, password: `long and random ${randomUUID()}` };
  #headers: Record<string, string> = { 'content-type': 'application/json' };

  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  async call(method: string, path: string, json?: unknown, headers: Record<string, string> = {}): Promise<Answered> {
    const body = json === undefined ? null : JSON.stringify(json);
    const all = { ...this.#headers, ...headers };
    const response = await fetch(this.#baseUrl + path, { method, headers: all, body });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }

  async register(): Promise<void> {
    const { status } = await this.call('POST', '/api/auth/register', { ...this.#credentials, name: 'Ada' });
    if (status !== 202) throw new Error(`register answered ${status}`);
  }

  async login(): Promise<void> {
    const { status, body } = await this.call('POST', '/api/auth/login', this.#credentials);
    if (status !== 200) throw new Error(`login answered ${status}`);
    this.#headers = { ...this.#headers, authorization: `Bearer ${body.accessToken}` };
  }

  /** Puts a product into the cart; a visitor keeps the cart's id. */
  async add(productId: string, quantity = 1): Promise<Answered> {
    const answer = await this.call('POST', '/api/cart/items', { productId, quantity });
    const cartId = answer.headers.get('x-cart-id');
    if (cartId) this.#headers = { ...this.#headers, 'x-cart-id': cartId };
    return answer;
  }

  checkOut(key: string, paymentToken = 'tok_visa'): Promise<Answered> {
    return this.call('POST', '/api/checkout', { paymentToken }, { 'idempotency-key': key });
  }

  /** Repeats a checkout with its key, as a patient client does, until it has come to its end. */
  async checkOutPatiently(key: string, paymentToken: string, timeoutMs: number): Promise<Answered> {
    const endMs = performance.now() + timeoutMs;
    for (;;) {
      const answer = await this.checkOut(key, paymentToken).catch(() => undefined);
      if (answer && isSettled(answer)) return answer;
      if (performance.now() > endMs) throw new Error(`checkout with ${paymentToken} never settled: ${answer?.status}`);
      await sleep(200 + Math.random() * 400);
    }
  }
}

/** A problem about an order is its end; any other 5xx, 429 or 202 says to ask again. */
const isSettled = ({ status, body }: Answered): boolean =>
  body?.orderId !== undefined || (status !== 202 && status !== 429 && status < 500);
