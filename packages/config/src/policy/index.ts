export { builtinPolicy, defaultProfile, defaultStatefulProfile } from './defaults.ts';
