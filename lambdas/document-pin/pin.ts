import { DescribeDocumentCommand, type DocumentDescription, type SSMClient } from '@aws-sdk/client-ssm';

/** What is sent from now on, and nothing else. */
export interface Pin {
  readonly Version: string;
  /** SHA-256, hexadecimal */
  readonly Hash: string;
}

const EVERY_MS = 2_000;
const TRIES_MAX = 30;
const SHA256 = /^[0-9a-f]{64}$/;

/**
 * Version and hash of the newest version of a document, once it is active.
 * @param wait between two looks; tests do not
 * @throws Error naming the document and its state, if it is not active within a minute
 */
export async function pin(
  ssm: SSMClient,
  name: string,
  wait: (ms: number) => Promise<unknown> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
): Promise<Pin> {
  let state = 'unknown';
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    if (tries > 0) await wait(EVERY_MS);
    const { Document = {} } = await ssm.send(new DescribeDocumentCommand({ Name: name, DocumentVersion: '$LATEST' }));
    if (Document.Status === 'Active') return pinOf(name, Document);
    state = [Document.Status, Document.StatusInformation].filter(Boolean).join(': ');
    if (Document.Status === 'Failed') break;
  }
  throw new Error(`the document ${name} is not active: ${state}`);
}

function pinOf(name: string, { DocumentVersion, Hash = '', HashType }: DocumentDescription): Pin {
  const hash = Hash.toLowerCase();
  if (DocumentVersion && HashType === 'Sha256' && SHA256.test(hash)) return { Version: DocumentVersion, Hash: hash };
  throw new Error(`the document ${name} has no SHA-256: version ${DocumentVersion}, hash type ${HashType}`);
}
