import { delimiter } from 'node:path';
import { staticChecks } from './lib/checks.mjs';
import { formatDuration } from './lib/format-duration.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { binDir, root } from './lib/root.mjs';
import { run } from './lib/run.mjs';
import { runMain } from './lib/setup-error.mjs';

const env = { ...process.env, PATH: [binDir, process.env.PATH].join(delimiter) };

/** @returns {Promise<boolean>} whether the check passed */
async function check({ name, command, args }) {
  const startedMs = Date.now();
  const { code, stdout, stderr } = await run(command, args, { cwd: root, env });
  const elapsed = formatDuration(Date.now() - startedMs);
  console.log(`${code === 0 ? '✔' : '✖'} ${name} (${elapsed})`);
  if (code !== 0) console.log(`${stdout}${stderr}`.trim().replace(/^/gm, '    '));
  return code === 0;
}

/** Runs every static check, also after one has failed, so that one run shows all there is to mend. */
runMain(async () => {
  await ensurePackages();
  let failed = 0;
  for (const one of await staticChecks()) if (!(await check(one))) failed += 1;
  return failed === 0 ? 0 : 1;
});
