import { loadConfig, runService } from '@shop/kit';
import { configSchema } from './config.ts';
import { createOrderService } from './create-order-service.ts';

await runService('order', () => createOrderService(loadConfig(configSchema, process.env)));
