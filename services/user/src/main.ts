import { loadConfig, runService } from '@shop/kit';
import { configSchema } from './config.ts';
import { createUserService } from './create-user-service.ts';

await runService('user', () => createUserService(loadConfig(configSchema, process.env)));
