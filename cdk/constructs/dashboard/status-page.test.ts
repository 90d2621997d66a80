import { createHash } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { statusPageCode } from './status-page.ts';

const CLOUDFRONT_FUNCTION_BYTES_MAX = 10_240;
const ask = (uri: string) => runInNewContext(`${statusPageCode()}\nhandler(event)`, { event: { request: { uri } } });

test('/ is answered with the page, as HTML in UTF-8', () => {
  const { statusCode, headers, body } = ask('/');
  expect(statusCode).toBe(200);
  expect(headers['content-type'].value).toBe('text/html; charset=utf-8');
  expect(body.data).toMatch(/^<!doctype html>/);
});

test('it says how to look from a terminal, and shows no figures of a fleet', () => {
  const { data } = ask('/').body;
  expect(data).toContain('npx ares --remote');
  expect(data.replace(/<style>.*<\/style>/s, '')).not.toMatch(/\b\d+ (hosts|services|incidents)\b/);
});

test('any other path goes on to the bucket as it came', () => {
  expect(ask('/assets/app.js')).toEqual({ uri: '/assets/app.js' });
});

test('security 26: no script runs in it, and of styles only its own', () => {
  const { headers, body } = ask('/');
  const policy = headers['content-security-policy'].value;
  const style = /<style>(.*)<\/style>/s.exec(body.data)?.[1] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  expect(policy).not.toMatch(/unsafe|script-src/);
  expect(body.data).not.toMatch(/<script|style="|https?:\/\/(?!THIS-ADDRESS)/);
});

test('it fits into a function of CloudFront', () => {
  expect(Buffer.byteLength(statusPageCode())).toBeLessThan(CLOUDFRONT_FUNCTION_BYTES_MAX);
});
