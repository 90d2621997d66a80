import { SLOT_MS } from '@ares/config/aws';
import type { Context } from '../context/context.ts';
import { placeholderAccount } from '../synth/placeholders.ts';
import type { Template } from '../template/resource.ts';
import { alarmsPage } from './alarms-page.ts';
import { costsPage } from './costs-page.ts';
import { iamPage } from './iam-page.ts';

/** Everything that can be deployed; what is optional and cheaper without it stays out. */
export const describedDeployment: Context = {
  databaseMultiAz: 'true',
  fleetSize: '100',
  githubRepository: 'OWNER/NAME',
  lambdaConcurrency: '1000',
};

const NOTE = '<!-- Generated from the templates by `npm run docs:aws`. -->';

/** Pages of docs/aws, by file name. */
export const generatedPages = (templates: readonly Template[]): Readonly<Record<string, string>> => ({
  'alarms.md': page(alarmsPage(templates)),
  'costs.md': page(costsPage(templates, SLOT_MS)),
  'iam.md': page(iamPage(templates)),
});

const page = (text: string): string => `${NOTE}\n${general(text)}\n`;

/** Without what is made up for the synthesis, and without hashes of content: a page is stale only when it says another thing. */
const general = (text: string): string =>
  text
    .replaceAll(placeholderAccount.CDK_DEFAULT_ACCOUNT, 'ACCOUNT')
    .replaceAll(/(?<=arn:[^` ]*)us-east-1/g, 'REGION')
    .replaceAll(/[0-9a-f]{64}/g, 'HASH');
