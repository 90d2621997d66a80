export { type AppBundle, type AppBundleProps, appBundle } from './app-bundle.ts';
export { type ComposePlugin, composePlugin } from './compose-plugin.ts';
export { DATA_DEVICE, type HostUserDataProps, hostUserData } from './host-user-data.ts';
export { type HostImages, imageVariables } from './image-variables.ts';
export { releaseParameterName, releaseValue } from './release.ts';
