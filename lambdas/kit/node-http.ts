/**
 * Stands in for `node:http` in the functions' bundles: an `import` of it reads every export of it, also the WebSocket
 * client, which brings in all of undici and a good part of a cold start.
 */
const http = process.getBuiltinModule('node:http');

export default http;

export const { Agent, ClientRequest, IncomingMessage, METHODS, STATUS_CODES, Server, ServerResponse } = http;
export const { createServer, get, globalAgent, request } = http;
