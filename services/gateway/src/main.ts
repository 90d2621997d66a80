import { loadConfig, runService } from '@shop/kit';
import { gatewayConfig } from './config.ts';
import { gatewayService } from './service.ts';

await runService('gateway', () => gatewayService(loadConfig(gatewayConfig, process.env)));
