import { pino } from 'pino';
import { hostAgentOptions } from './options.ts';
import { startHostAgent } from './start-host-agent.ts';

const log = pino({ base: { service: 'ares-host-agent' }, formatters: { level: (level) => ({ level }) } });

try {
  const options = hostAgentOptions(process.env);
  const agent = await startHostAgent(options, {
    info: (event, fields) => log.info(fields, event),
    warn: (event, fields) => log.warn(fields, event),
  });
  log.info({ url: agent.url, hostId: options.hostId, fleet: options.fleet }, 'agent.started');
  const stop = async (signal: string): Promise<void> => {
    log.info({ signal }, 'agent.stopping');
    await agent.stop();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);
} catch (error) {
  log.error({ reason: error instanceof Error ? error.message : String(error) }, 'agent.failed');
  process.exitCode = 1;
}
