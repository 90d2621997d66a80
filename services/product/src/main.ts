import { loadConfig, runService } from '@shop/kit';
import { configSchema } from './config.ts';
import { createProductService } from './create-product-service.ts';

await runService('product', () => createProductService(loadConfig(configSchema, process.env)));
