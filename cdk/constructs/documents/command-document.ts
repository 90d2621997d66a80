import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { CfnDocument } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { parse } from 'yaml';

const folder = join(import.meta.dirname, '../../documents');

interface CommandDocumentProps {
  /** Its file is `cdk/documents/FILE.yaml` */
  readonly file: string;
  /** Known before it exists, so that rules and policies of other stacks can name it. */
  readonly documentName: string;
}

/** A script that hosts run through SSM. A changed text becomes a new version of the same document. */
export class CommandDocument extends Construct {
  readonly documentName: string;
  readonly arn: string;
  /** A new one whenever the text is another one. */
  readonly content: Record<string, unknown>;
  readonly resource: CfnDocument;

  constructor(scope: Construct, id: string, { file, documentName }: CommandDocumentProps) {
    super(scope, id);
    this.documentName = documentName;
    this.arn = Stack.of(this).formatArn({ service: 'ssm', resource: 'document', resourceName: documentName });
    this.content = parse(readFileSync(join(folder, `${file}.yaml`), 'utf8'));
    this.resource = new CfnDocument(this, 'Resource', {
      name: documentName,
      content: this.content,
      documentFormat: 'JSON',
      documentType: 'Command',
      targetType: '/AWS::EC2::Instance',
      updateMethod: 'NewVersion',
    });
  }
}
