// A service of a stranger's application: it knows nothing of ARES. Controlled by files under /data and by its variables.
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';

const { NEEDS, STICKY, START_DELAY_MS = '0' } = process.env;
let poolIsDead = false;

async function ready() {
  if (existsSync('/data/unready')) return false;
  if (!NEEDS) return true;
  const url = `http://${NEEDS}:8080/ready`;
  const well = await fetch(url, { signal: AbortSignal.timeout(800) }).then(
    (answer) => answer.ok,
    () => false,
  );
  if (!well && STICKY) poolIsDead = true;
  return well && !poolIsDead;
}

const server = createServer(async ({ url }, answer) => {
  if (url === '/exit') process.exit(1);
  answer.writeHead(url !== '/ready' || (await ready()) ? 200 : 503).end();
});

process.on('SIGTERM', () => process.exit(0));
if (existsSync('/data/exit-at-start')) process.exit(1);
setTimeout(() => server.listen(8080), Number(START_DELAY_MS));
