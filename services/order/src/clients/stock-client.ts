import type { HttpClient, UpstreamResponse } from '@shop/kit';
import { z } from 'zod';
import type { SagaPorts } from '../saga/ports.ts';

/** Long enough for every try of a payment and the pauses between them. */
const ttlSeconds = 900;

const problem = z.object({ code: z.string() });

function codeOf(response: UpstreamResponse): string {
  const parsed = response.status < 500 ? problem.safeParse(response.json()) : undefined;
  return parsed?.data?.code ?? `status ${response.status}`;
}

const isOk = ({ status }: UpstreamResponse): boolean => status >= 200 && status < 300;

/** The product service's reservations. What is not one of its expected answers rejects: the outcome is unknown. */
export const stockClient = (http: HttpClient): SagaPorts['stock'] => {
  const post = (path: string, json?: unknown) =>
    http.send({ method: 'POST', path: `/internal/reservations${path}`, ...(json !== undefined && { json }) });

  return {
    async reserve(orderId, lines) {
      const items = lines.map(({ productId, quantity }) => ({ productId, quantity }));
      const response = await post('', { reservationId: orderId, items, ttl: ttlSeconds });
      if (isOk(response)) return 'reserved';
      const code = codeOf(response);
      if (code === 'out-of-stock' || code === 'unknown-product') return 'out-of-stock';
      if (code === 'reservation-gone') return 'reservation-gone';
      throw new Error(`product did not reserve: ${code}`);
    },
    async confirm(orderId) {
      const response = await post(`/${orderId}/confirm`);
      if (isOk(response)) return 'confirmed';
      const code = codeOf(response);
      if (code === 'reservation-gone' || code === 'reservation-not-found') return 'reservation-gone';
      throw new Error(`product did not confirm: ${code}`);
    },
    async release(orderId) {
      const response = await post(`/${orderId}/release`);
      if (!isOk(response)) throw new Error(`product did not release: ${codeOf(response)}`);
    },
  };
};
