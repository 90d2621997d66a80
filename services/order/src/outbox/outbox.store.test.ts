import { randomUUID } from 'node:crypto';
import { waitFor } from '@shop/kit/testing';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outbox } from '../db/outbox.ts';
import { type OpenDatabase, openDatabase } from '../testing/open-database.ts';
import { type OrderStage, startOrder } from '../testing/start-order.ts';
import { eventStream } from './publish-to-stream.ts';
import { type OutboxEvent, purgePublished, relayBatch } from './relay.ts';

describe('relay', () => {
  let open: OpenDatabase;
  beforeAll(async () => {
    open = await openDatabase();
  });
  afterAll(() => open.stop());

  async function write(count: number): Promise<string[]> {
    const events = Array.from({ length: count }, () => ({
      eventId: randomUUID(),
      type: 'order.pending',
      orderId: randomUUID(),
      payload: {},
    }));
    await open.db.insert(outbox).values(events);
    return events.map(({ eventId }) => eventId);
  }

  test('several at once publish each event once, in order', async () => {
    const written = await write(250);
    const published: string[] = [];
    const publish = async (events: readonly OutboxEvent[]) => void published.push(...events.map((e) => e.eventId));
    while (published.length < written.length) {
      await Promise.all(Array.from({ length: 4 }, () => relayBatch(open.db, publish)));
    }
    expect(published).toEqual(written);
  });

  test('one that dies between publishing and writing that down publishes again', async () => {
    const written = await write(3);
    const seen: string[] = [];
    const dying = async (events: readonly OutboxEvent[]) => {
      seen.push(...events.map((e) => e.eventId));
      throw new Error('died');
    };
    await expect(relayBatch(open.db, dying)).rejects.toThrow('died');
    await relayBatch(open.db, async (events) => void seen.push(...events.map((e) => e.eventId)));
    expect(seen).toEqual([...written, ...written]);
  });

  test('only what was published long ago is dropped', async () => {
    await open.pool.query('truncate outbox');
    const [old, fresh, waiting] = await write(3);
    await open.pool.query("update outbox set published_at = now() - interval '8 days' where event_id = $1", [old]);
    await open.pool.query("update outbox set published_at = now() - interval '6 days' where event_id = $1", [fresh]);
    await purgePublished(open.db);
    const { rows } = await open.pool.query('select event_id from outbox order by id');
    expect(rows.map((row) => row.event_id)).toEqual([fresh, waiting]);
  });
});

describe('events of an order', () => {
  let stage: OrderStage;
  beforeAll(async () => {
    stage = await startOrder();
  });
  afterAll(() => stage.stop());

  async function typesOf(orderId: string): Promise<string[]> {
    const redis = new Redis(stage.redis.url, { lazyConnect: true, maxRetriesPerRequest: 1 });
    redis.on('error', () => {});
    try {
      const entries = await redis.xrange(eventStream, '-', '+');
      const fieldOf = (fields: string[], name: string) => fields[fields.indexOf(name) + 1] ?? '';
      const own = entries.filter(([, fields]) => fieldOf(fields, 'orderId') === orderId);
      return own.map(([, fields]) => fieldOf(fields, 'type'));
    } finally {
      redis.disconnect();
    }
  }

  const whole = ['order.pending', 'order.reserved', 'order.paid', 'order.confirmed'];

  test('reach the stream in their order', async () => {
    const { body } = await stage.customer().checkOut(randomUUID());
    await waitFor(async () => expect(await typesOf(body.id)).toEqual(whole));
  });

  test('wait while Redis is away: buying goes on, the service stays ready, nothing is lost', async () => {
    await stage.redis.kill();
    const { status, body } = await stage.customer().checkOut(randomUUID());
    expect(status).toBe(201);
    expect((await stage.call('GET', '/health/ready')).status).toBe(200);
    await stage.redis.restart();
    await waitFor(async () => expect(await typesOf(body.id)).toEqual(whole));
  });
});
