import { createHash } from 'node:crypto';
import type { Construct } from 'constructs';
import type { CommandDocument } from '../documents/command-document.ts';
import { allow } from './allow.ts';
import { answerOf } from './answer.ts';
import { AresFunction } from './ares-function.ts';
import type { FunctionContext } from './function-context.ts';
import type { PinnedDocument } from './heal.ts';

interface DocumentPinProps extends FunctionContext {
  readonly document: CommandDocument;
}

/** Reads version and hash of the document after its registration, so that nothing else is ever sent. */
export function pinDocument(scope: Construct, { document, logRetentionDays }: DocumentPinProps): PinnedDocument {
  const { documentName, arn, content, resource } = document;
  const handler = new AresFunction(scope, 'DocumentPin', { name: 'document-pin', logRetentionDays, environment: {} });
  allow(handler, 'ssm:DescribeDocument', arn);
  // A changed text changes the properties, so that the new version is read in the same deployment.
  const properties = { DocumentName: documentName, Digest: digestOf(content) };
  const pin = answerOf(scope, 'Pin', { handler, logRetentionDays, properties });
  pin.node.addDependency(resource);
  return { documentName, arn, version: pin.getAttString('Version'), hash: pin.getAttString('Hash') };
}

const digestOf = (content: unknown): string => createHash('sha256').update(JSON.stringify(content)).digest('hex');
