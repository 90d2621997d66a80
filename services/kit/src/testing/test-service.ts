import { pino } from 'pino';
import { createService, type ServiceOptions } from '../service/create-service.ts';

export interface TestService {
  readonly url: string;
  readonly internalUrl: string;
  stop(): Promise<void>;
}

/** Starts a service on free ports with a silent log and fault switches on. */
export async function startService(
  options: Partial<ServiceOptions> & Pick<ServiceOptions, 'routes'>,
): Promise<TestService> {
  const service = createService({
    config: {
      SERVICE_NAME: 'test',
      HOST: '127.0.0.1',
      PORT: 0,
      INTERNAL_PORT: 0,
      LOG_LEVEL: 'silent',
      ARES_FAULTS: 'on',
    },
    logger: pino({ level: 'silent' }),
    ...options,
  });
  const { port, internalPort } = await service.start();
  const local = (p: number) => `http://127.0.0.1:${p}`;
  return { url: local(port), internalUrl: local(internalPort), stop: () => service.stop() };
}
