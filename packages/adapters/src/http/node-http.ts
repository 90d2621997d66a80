/**
 * Node's HTTP, loaded leanly: an `import` of `node:http` reads every export of it, also the WebSocket client, and that
 * brings in all of undici. It would cost every host agent 13 MB.
 */
export const { Agent, createServer, request } = process.getBuiltinModule('node:http');
