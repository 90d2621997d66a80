import { loadConfig, runService } from '@shop/kit';
import { configSchema } from './config.ts';
import { createGatewayService } from './create-gateway-service.ts';

await runService('gateway', () => createGatewayService(loadConfig(configSchema, process.env)));
