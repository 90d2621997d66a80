import { join } from 'node:path';

// The bundle has the migrations beside itself. This module comes before all that read them.
process.env.ARES_MIGRATIONS ??= join(import.meta.dirname, 'migrations');
