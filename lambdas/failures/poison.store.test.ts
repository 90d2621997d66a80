import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { expect, test, vi } from 'vitest';
import { onMessage } from '../heal/on-message.ts';
import { answerBatch } from '../kit/answer-batch.ts';
import { tell } from '../notify/tell.ts';
import type { LambdaPath } from '../testing/lambda-path.ts';
import { sqsEvent } from '../testing/sqs-event.ts';
import { stage } from '../testing/stage.ts';
import { answerTicks } from '../tick/answer-ticks.ts';

const { path, actions } = stage();
const context = {} as Context;
type Logger = Parameters<typeof answerBatch>[2];

interface Polled {
  readonly queue: string;
  /** The function behind it. */
  readonly answer: (way: LambdaPath, event: SQSEvent, logger: Logger) => Promise<SQSBatchResponse>;
  /** A message that is none of it, by its id. */
  readonly poison?: Readonly<Record<string, object>>;
  /** One that is to be handled all the same, and what it leads to. */
  readonly good: (way: LambdaPath) => Promise<object>;
  readonly done: (way: LambdaPath) => Promise<unknown>;
}

const told: string[] = [];
const sns = { name: 'sns', send: async ({ id }: { readonly id: string }) => void told.push(id) };
const notification = { id: 'told', fleet: 'shop', kind: 'alarm', words: 'cart is down', atMs: 1 } as const;

/** A crash that a tick has seen; the id of its intent. */
async function intent(way: LambdaPath): Promise<string> {
  await way.run(15_000);
  way.crash();
  await way.ticks.send([{ body: way.slot({ slotMs: way.fakes.clock.now() + 1 }) }]);
  await way.tick();
  const [action] = await actions(way);
  return action?.id ?? '';
}

const healing: Polled['answer'] = (way, event, logger) =>
  answerBatch(event, context, logger, ({ body }) => onMessage(way.healDesk, body));

const polled: readonly Polled[] = [
  {
    queue: 'ticks',
    answer: (way, event, logger) => answerTicks(way.tickDesk, event, context, logger),
    poison: { 'no-time': { kind: 'slot', slotMs: 'now', shard: 's', hosts: [] } },
    good: async (way) => way.slot(),
    done: async ({ measured }) => measured.TicksCompleted === 1,
  },
  {
    queue: 'actions',
    answer: healing,
    poison: { 'no-action': { kind: 'act' } },
    good: async (way) => ({ kind: 'act', actionId: await intent(way) }),
    done: async ({ fakes }) => fakes.commands.starts.length === 1,
  },
  {
    queue: 'follow',
    answer: healing,
    poison: { 'no-round': { kind: 'follow', actionId: 'a' } },
    async good(way) {
      const actionId = await intent(way);
      await way.heal();
      return { kind: 'follow', actionId, round: 0 };
    },
    done: async ({ ticks }) => ticks.waiting().some((wake) => 'reason' in wake && wake.reason === 'command ended'),
  },
  {
    queue: 'notifications',
    answer: (way, event, logger) => {
      const { measured: _, notifications, healDesk } = way;
      const desk = { fleet: 'shop', sns, others: async () => [], notifications, ...healDesk };
      return answerBatch(event, context, logger, ({ body }) => tell(desk, body));
    },
    poison: {
      'no-words': { ...notification, words: undefined },
      'another-fleet': { ...notification, fleet: 'theirs' },
    },
    good: async () => notification,
    done: async () => told.join() === 'told',
  },
];

test.each(polled)(
  'row 45: poison in $queue is told with queue and id and comes back, and the others of its batch go on',
  async ({ queue, answer, poison, good, done }) => {
    const way = path();
    const bad = { 'no-json': '{', 'no-object': 'null', 'no-kind': '{"kind":"none"}', ...texts(poison) };
    const all = Object.entries(bad);
    const batch = Object.fromEntries([...all.slice(0, 2), ['good', JSON.stringify(await good(way))], ...all.slice(2)]);
    const logger = { error: vi.fn() };
    const { batchItemFailures } = await answer(way, sqsEvent(queue, batch), logger);
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(Object.keys(bad));
    expect(logger.error.mock.calls.map(([event, { queue: of, messageId }]) => [event, of, messageId])).toEqual(
      Object.keys(bad).map((id) => ['message.failed', queue, id]),
    );
    expect(await done(way)).toBe(true);
  },
);

const texts = (messages: Readonly<Record<string, object>> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(messages).map(([id, message]) => [id, JSON.stringify(message)]));

test('row 45: a shard that fails does not keep another from its tick', async () => {
  const [sick, well] = [path(), path()];
  const { ports } = well.tickDesk;
  const acquireLease: typeof ports.knowledge.acquireLease = async (shard, ...rest) => {
    if (shard === sick.shard) throw new Error('a bug that this shard brings out');
    return ports.knowledge.acquireLease(shard, ...rest);
  };
  await well.ticks.send([{ body: sick.slot() }, { body: well.slot() }]);
  const failed = await well.tick({ ports: { ...ports, knowledge: { ...ports.knowledge, acquireLease } } });
  expect(failed).toHaveLength(1);
  expect(well.measured).toMatchObject({ TicksCompleted: 1, TicksFailed: 1 });
});
