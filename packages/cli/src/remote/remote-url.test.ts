import { expect, test } from 'vitest';
import { parseRemoteUrl, words } from './remote-url.ts';

test.each([
  ['https://ares.example.com', 'https://ares.example.com/api/v1/x'],
  ['https://example.com/ares/', 'https://example.com/ares/api/v1/x'],
  ['http://localhost:8080', 'http://localhost:8080/api/v1/x'],
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/api/v1/x'],
  ['http://[::1]:8080', 'http://[::1]:8080/api/v1/x'],
])('%s', (text, path) => {
  const url = parseRemoteUrl(text);
  expect([new URL('api/v1/x', url).href, words(url)]).toEqual([path, text.replace(/\/$/, '')]);
});

test.each([
  ['', 'https://HOST'],
  ['ares.example.com', 'https://HOST'],
  ['ftp://ares.example.com', 'https://HOST'],
  ['http://ares.example.com', 'https'],
  ['http://127.0.0.1.example.com', 'https'],
  ['http://localhost.example.com', 'https'],
  ['https://ada:secret@example.com', 'no user'],
  ['https://example.com/?a=b', 'Give the address'],
])('%s is refused', (text, words) => expect(() => parseRemoteUrl(text)).toThrow(words));
