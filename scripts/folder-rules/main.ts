import { root } from '../lib/root.mjs';
import { runMain } from '../lib/setup-error.mjs';
import { checkFolders } from './check-folders.ts';

runMain(async () => {
  const violations = await checkFolders(root);
  for (const { file, line, problem } of violations) console.log(`${file}:${line} ${problem}`);
  return violations.length > 0 ? 1 : 0;
});
