import { createHash } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { type Answer, serve } from './fake-service.ts';

const xml =
  (status: number, code: string): Answer =>
  (response) =>
    response
      .writeHead(status, { 'content-type': 'application/xml' })
      .end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);

/** S3 as far as one bucket of texts, with ETags; `objects` may be changed behind the client's back. */
export async function fakeS3() {
  const objects = new Map<string, string>();
  const requests: string[] = [];
  const faults = new Map<string, Answer>();
  const config = await serve(({ method = '', url = '', headers }, body) => {
    const key = decodeURIComponent(new URL(url, 'http://s3').pathname.split('/').slice(2).join('/'));
    requests.push(`${method} ${key}`);
    const fault = faults.get(`${method} ${key}`);
    if (fault) return fault;
    if (method === 'PUT') {
      objects.set(key, body);
      return (response) => response.end();
    }
    const text = objects.get(key);
    if (text === undefined) return xml(404, 'NoSuchKey');
    const etag = `"${createHash('md5').update(text).digest('hex')}"`;
    if (headers['if-none-match'] === etag) return (response) => response.writeHead(304, { etag }).end();
    return (response) => response.writeHead(200, { etag, 'content-length': Buffer.byteLength(text) }).end(text);
  });
  const s3 = new S3Client({
    ...config,
    forcePathStyle: true,
    maxAttempts: 1,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  const fail = (request: string, status = 503) => faults.set(request, xml(status, 'SlowDown'));
  return { s3, objects, requests, fail };
}
