import { expect, test } from 'vitest';
import { liveScreen } from './live-screen.ts';

function screenOn(terminal: { readonly isTTY: boolean; readonly rows?: number }) {
  const written: string[] = [];
  const write = (text: string | Uint8Array) => written.push(String(text)) > 0;
  return { written, screen: liveScreen({ ...terminal, write }) };
}

test('on a terminal each picture replaces the one before, line by line', () => {
  const { screen, written } = screenOn({ isTTY: true, rows: 24 });
  screen.draw('one\ntwo');
  screen.draw('three');
  expect(written).toEqual(['\u001b[2J\u001b[Hone\u001b[K\ntwo\u001b[K\n\u001b[J', '\u001b[Hthree\u001b[K\n\u001b[J']);
});

test('a picture that is higher than the terminal does not scroll it', () => {
  const { screen, written } = screenOn({ isTTY: true, rows: 3 });
  screen.draw('1\n2\n3\n4');
  expect(written[0]?.match(/\n/g)).toHaveLength(2);
});

test('off a terminal a picture is printed when it differs, without control characters', () => {
  const { screen, written } = screenOn({ isTTY: false });
  screen.draw('same');
  screen.draw('same');
  screen.draw('other');
  screen.end();
  expect(written).toEqual(['same\n', 'other\n']);
});
