import fc from 'fast-check';
import { expect, test } from 'vitest';
import { messageSplitter } from './message-splitter.ts';

const message = (type: string, body: string): Buffer => {
  const length = Buffer.alloc(4);
  length.writeInt32BE(4 + Buffer.byteLength(body));
  return Buffer.concat([Buffer.from(type), length, Buffer.from(body)]);
};

const anyMessage = fc.record({ type: fc.constantFrom('Q', 'E', 'C'), body: fc.string() });

test('finds every message, in whatever pieces they come', () =>
  fc.assert(
    fc.property(fc.boolean(), fc.array(anyMessage), fc.integer({ min: 1, max: 9 }), (hasStartup, sent, size) => {
      const found: { type: string; body: string }[] = [];
      const take = messageSplitter(hasStartup, (type, body) => void found.push({ type, body: body.toString() }));
      const startup = hasStartup ? [message('', 'user\0ares_tick\0\0')] : [];
      const bytes = Buffer.concat([...startup, ...sent.map(({ type, body }) => message(type, body))]);
      for (let at = 0; at < bytes.length; at += size) take(bytes.subarray(at, at + size));
      expect(found).toEqual(sent);
    }),
  ));
