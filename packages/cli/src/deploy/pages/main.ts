import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../local/paths.ts';
import { reportError } from '../../report-error.ts';
import { wholeDeployment } from '../synth/whole-deployment.ts';
import { describedDeployment, generatedPages } from './generated-pages.ts';

/** Writes docs/aws anew: `npm run docs:aws`. */
try {
  const folder = join(repositoryRoot, 'docs/aws');
  mkdirSync(folder, { recursive: true });
  const pages = generatedPages(await wholeDeployment(describedDeployment));
  for (const [name, text] of Object.entries(pages)) writeFileSync(join(folder, name), text);
} catch (error) {
  const { text, exitCode } = reportError(error, process.env);
  process.stderr.write(text);
  process.exitCode = exitCode;
}
