import type { Redis } from 'ioredis';
import type { Publish } from './relay.ts';

export const eventStream = 'order-events';

/** Bounds the stream's memory; consumers are expected to be minutes behind, not weeks. */
const streamMax = 100_000;

export const publishToStream =
  (redis: Redis): Publish =>
  async (events) => {
    const pipeline = redis.pipeline();
    for (const { eventId, type, orderId, payload, createdAt } of events) {
      const fields = ['eventId', eventId, 'type', type, 'orderId', orderId, 'at', createdAt.toISOString()];
      pipeline.xadd(eventStream, 'MAXLEN', '~', streamMax, '*', ...fields, 'payload', JSON.stringify(payload));
    }
    const results = await pipeline.exec();
    const failure = results?.find(([error]) => error)?.[0];
    if (failure) throw failure;
  };
