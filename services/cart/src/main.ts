import { loadConfig, runService } from '@shop/kit';
import { configSchema } from './config.ts';
import { createCartService } from './create-cart-service.ts';

await runService('cart', () => createCartService(loadConfig(configSchema, process.env)));
