export { type BoundedRequest, type BoundedResponse, boundedRequest } from './bounded-request.ts';
export { Agent, createServer, request } from './node-http.ts';
