export { serverAccount } from './account.ts';
export { binariesFor } from './binaries.ts';
export { EmbeddedError } from './embedded-error.ts';
export { freePort } from './free-port.ts';
export { type Postmaster, postmasterOf } from './postmaster.ts';
export { startServer, stopServer } from './server.ts';
export { ensureStore, type Store, urlOf } from './store.ts';
