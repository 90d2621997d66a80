export * from './labels/index.ts';
export * from './policy/index.ts';
