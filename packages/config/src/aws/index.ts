export * from './environment.ts';
export * from './image-variables.ts';
export * from './messages.ts';
export * from './metrics.ts';
export * from './names.ts';
export * from './planned-use.ts';
export * from './read-images.ts';
export * from './security-groups.ts';
