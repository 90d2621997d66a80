export { readDocument, type ScriptDocument } from '../document.ts';
export { runScript, type ScriptEnd } from '../run-script.ts';
export { ssmVariables } from '../ssm-variables.ts';
export { hostileVariable } from './hostile.ts';
export { type Result, resultOf } from './script-result.ts';
