import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { emulatorJson } from '../emulator/emulator-json.ts';
import type { CommandDocument } from './command-document.ts';
import { SsmError } from './ssm-error.ts';
import { type SsmOperations, ssmOperations } from './ssm-operations.ts';

export interface SsmBridge {
  readonly url: string;
  /** Documents of a deployment: the bridge answers for them from now on. */
  register(documents: readonly CommandDocument[]): void;
  stop(): Promise<void>;
}

/** SSM as the functions see it: documents of one's own in front, the emulator of AWS behind. */
export async function startSsmBridge(emulatorUrl: string): Promise<SsmBridge> {
  const documents: CommandDocument[] = [];
  const operations = ssmOperations(documents, (target, request) => emulatorJson(emulatorUrl, target, request));
  const server = createServer((request, response) => {
    void answer(operations, request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
    });
  });
  const url = await listening(server);
  return {
    url,
    register: (more) => void documents.push(...more),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(operations: SsmOperations, request: IncomingMessage): Promise<{ status: number; body: unknown }> {
  const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
  try {
    const members = (await json(request)) as Record<string, unknown>;
    return { status: 200, body: await operations(operation, members) };
  } catch (error) {
    const code = error instanceof SsmError ? error.code : 'InternalServerError';
    const message = error instanceof Error ? error.message : String(error);
    return { status: error instanceof SsmError ? 400 : 500, body: { __type: code, message } };
  }
}

function listening(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}
