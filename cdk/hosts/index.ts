export { appBundle } from './app-bundle.ts';
export { type ComposePlugin, composePlugin } from './compose-plugin.ts';
export { firstBootUnit } from './first-boot-unit.ts';
export { DATA_DEVICE, hostUserData } from './host-user-data.ts';
export type { HostImages } from './image-variables.ts';
export { originParameterName } from './origin-parameter.ts';
export { releaseParameterName, releaseValue } from './release.ts';
