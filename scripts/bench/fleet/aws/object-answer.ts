import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** Buckets that begin empty and keep what is put into them. */
const KEPT = /^\/(warm|snapshots)\//;

/** Answers for S3 where the request is about an object that is kept. @returns whether it did */
export async function answerObject(
  objects: Map<string, Buffer>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const { pathname } = new URL(request.url ?? '/', 'http://s3');
  if (!KEPT.test(pathname)) return false;
  if (request.method === 'PUT') objects.set(pathname, await buffer(request));
  const object = objects.get(pathname);
  if (object === undefined) {
    response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
    return true;
  }
  response.setHeader('etag', '"1"').setHeader('last-modified', new Date().toUTCString());
  response.end(request.method === 'PUT' ? '' : object);
  return true;
}
