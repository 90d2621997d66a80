export { rankAgreement } from './rank-agreement.ts';
export { trainedForestJson, trainedForestSchema } from './trained-forest-text.ts';
