export * from './environment.ts';
export * from './messages.ts';
export * from './names.ts';
