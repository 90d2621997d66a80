import type { DockerEngine } from '@ares/adapters/docker';
import type { AgentLog } from '../log.ts';
import type { Listening } from './listen.ts';

const RETRY_MS = 5_000;

/**
 * Serves Docker's bridge as well, by which bridged containers such as Prometheus reach this host, as soon as Docker
 * tells of one. Docker is asked because the system lists no bridge without a container on it among its interfaces.
 * @returns how to stop
 */
export function serveBridge(
  engine: Pick<DockerEngine, 'bridgeAddress'>,
  server: Pick<Listening, 'add'>,
  log: AgentLog,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let told = '';
  const attempt = async (): Promise<void> => {
    const problem = await serve(engine, server, log).catch(String);
    if (problem === '' || stopped) return;
    if (problem !== told) log.warn('bridge.unserved', { reason: problem });
    told = problem;
    timer = setTimeout(attempt, RETRY_MS);
  };
  void attempt();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

/** @returns why it is not served, '' when it is */
async function serve(
  engine: Pick<DockerEngine, 'bridgeAddress'>,
  server: Pick<Listening, 'add'>,
  log: AgentLog,
): Promise<string> {
  const address = await engine.bridgeAddress();
  if (address === undefined) return 'Docker has no default bridge';
  await server.add(address);
  log.info('bridge.served', { address });
  return '';
}
