export { name as labelName } from '../policy/profile-schema.ts';
export { port as portText } from './endpoint.ts';
export { DEFAULT_FLEET, type LabelReading, parseLabels } from './parse-labels.ts';
