import type { ContainerFacts, DockerAction, DockerEvent } from '@ares/adapters/docker';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expireSettling } from './settle.ts';
import { anEvent, exited, looksCrashed, someFacts, T0, tell } from './testing/story.ts';
import type { WatchState } from './watch.ts';

type Step = readonly [action: DockerAction, afterMs: number, attributes?: Record<string, string>];

const TERM = { signal: '15' };
const KILL = { signal: '9' };
const soon = fc.integer({ min: 1, max: 200 });
const within = fc.integer({ min: 1, max: 1_900 });

/** What people do. After the stop signal, `die` and `stop` come in any order. */
const stop = fc.tuple(within, within).map(([die, stopped]): Step[] => [
  ['kill', 0, TERM],
  ['die', die, {}],
  ['stop', stopped, {}],
]);
const slowStop = stop.map((steps): Step[] => [...steps, ['kill', 1, KILL]]);
const restart = fc
  .tuple(stop, soon)
  .map(([steps, ms]): Step[] => [...steps, ['start', 1_900 + ms], ['restart' as DockerAction, 1_900 + ms]]);
const remove = fc.tuple(soon, soon).map(([die, ms]): Step[] => [
  ['kill', 0, KILL],
  ['die', die],
  ['destroy', die + ms],
]);
const stopAndRemove = fc.tuple(stop, soon).map(([steps, ms]): Step[] => [...steps, ['destroy', 1_900 + ms]]);
const pause = fc.constant<Step[]>([['pause', 0]]);

const anyDeed = fc.oneof(stop, slowStop, restart, remove, stopAndRemove, pause);
/** One deed for each of some containers, at some time. */
const anyDeeds = fc.array(fc.tuple(fc.integer({ min: 1_000, max: 4_000 }), anyDeed), { minLength: 1, maxLength: 4 });

const eventsOf = (id: string, beginMs: number, steps: readonly Step[]): DockerEvent[] =>
  steps.map(([action, afterMs, attributes = {}]) => anEvent(action, T0 + beginMs + afterMs, attributes, id));

/** What `inspect` would say after these events. */
function factsAfter(id: string, events: readonly DockerEvent[]): ContainerFacts | undefined {
  const own = events.filter((event) => event.attributes.name === `shop-${id}-1`);
  const last = own.findLast(({ action }) => ['start', 'die', 'destroy', 'create'].includes(action));
  if (last?.action === 'destroy') return undefined;
  return last?.action === 'die' ? exited(id, last.atMs) : someFacts(id);
}

const started = (ids: readonly string[]): DockerEvent[] =>
  ids.flatMap((id) => [anEvent('create', T0, {}, id), anEvent('start', T0 + 1, {}, id)]);

test('nothing that a person does looks like a crash at any moment, in any order of events, however early inspect looks', () => {
  fc.assert(
    fc.property(anyDeeds, fc.integer({ min: 0, max: 2 }), (deeds, ahead) => {
      const ids = deeds.map((_, i) => 'abcd'[i] ?? '');
      const deedEvents = deeds.flatMap(([beginMs, steps], i) => eventsOf(ids[i] ?? '', beginMs, steps));
      const events = [...started(ids), ...deedEvents.sort((a, b) => a.atMs - b.atMs)];
      events.reduce<WatchState | undefined>((state, event, i) => {
        const next = tell([event], state);
        const facts = ids.map((id) => factsAfter(id, events.slice(0, i + 1 + ahead))).filter((f) => f !== undefined);
        expect(facts.filter((f) => looksCrashed(next, f)).map((f) => f.name)).toEqual([]);
        return next;
      }, undefined);
    }),
  );
});

const anyCrash = fc.oneof(
  fc.constant<Step[]>([['die', 0]]),
  fc.constant<Step[]>([
    ['oom', 0],
    ['die', 5],
  ]),
  soon.map((ms): Step[] => [
    ['kill', 0, KILL],
    ['die', ms],
  ]),
  within.map((ms): Step[] => [
    ['kill', 0, TERM],
    ['die', ms],
  ]),
);

test('every crash is seen once it is settled, whatever people do to other containers meanwhile', () => {
  fc.assert(
    fc.property(anyDeeds, anyCrash, fc.integer({ min: 1_000, max: 4_000 }), (deeds, crash, crashMs) => {
      const ids = deeds.map((_, i) => 'abcd'[i] ?? '');
      const others = deeds.flatMap(([beginMs, steps], i) => eventsOf(ids[i] ?? '', beginMs, steps));
      const own = eventsOf('e', crashMs, crash);
      const events = [...started([...ids, 'e']), ...[...others, ...own].sort((a, b) => a.atMs - b.atMs)];
      const state = expireSettling(tell(events), T0 + 20_000);
      const died = own.at(-1)?.atMs ?? 0;
      expect(looksCrashed(state, exited('e', died))).toBe(true);
      expect(state.watches.get('e'.repeat(64))?.exitsAtMs).toEqual([died]);
    }),
  );
});

test('a redeploy by Compose does not look like a crash, and leaves no intent', () => {
  const name = { name: 'shop-a-1' };
  const tail: DockerEvent[] = [
    anEvent('destroy', T0 + 3_200),
    anEvent('rename', T0 + 3_210, { ...name, oldName: '/aaaa_shop-a-1' }, 'b'),
    anEvent('start', T0 + 3_300, name, 'b'),
  ];
  fc.assert(
    fc.property(stop, (steps) => {
      const head = [...started(['a']), anEvent('create', T0 + 900, { name: 'aaaa_shop-a-1' }, 'b')];
      const events = [...head, ...eventsOf('a', 1_000, steps).sort((x, y) => x.atMs - y.atMs), ...tail];
      const end = events.reduce<WatchState | undefined>((state, event) => {
        const next = tell([event], state);
        expect(looksCrashed(next, exited('a', T0 + 1_000))).toBe(false);
        return next;
      }, tell(head));
      expect(end?.intents).toEqual([]);
    }),
  );
});
