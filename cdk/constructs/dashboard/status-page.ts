import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const html = readFileSync(join(import.meta.dirname, 'status-page/index.html'), 'utf8');

/** Scripts none, nothing from elsewhere, and of styles only the one that stands in the page. */
export const statusPagePolicy = `default-src 'none'; style-src '${styleDigest(html)}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/**
 * A CloudFront function that answers `/` with the page until there is a dashboard; any other path goes to the bucket.
 * It is deployed with the distribution, so that it takes no upload and no rights to one.
 */
export function statusPageCode(): string {
  const response = {
    statusCode: 200,
    statusDescription: 'OK',
    headers: {
      'content-type': { value: 'text/html; charset=utf-8' },
      'cache-control': { value: 'public, max-age=300' },
      'content-security-policy': { value: statusPagePolicy },
    },
    body: { encoding: 'text', data: html },
  };
  return [
    `const page = ${JSON.stringify(response)};`,
    'function handler(event) {',
    "  return event.request.uri === '/' ? page : event.request;",
    '}',
  ].join('\n');
}

function styleDigest(page: string): string {
  const style = /<style>(.*?)<\/style>/s.exec(page)?.[1];
  if (style === undefined) throw new Error('the status page has no style');
  return `sha256-${createHash('sha256').update(style).digest('base64')}`;
}
