export { port } from './endpoint.ts';
export { DEFAULT_FLEET, type LabelReading, parseLabels } from './parse-labels.ts';
