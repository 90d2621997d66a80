export {
  behaviourScripts,
  type CommandRunnerStage,
  commandRunnerContract,
  type ScriptBehaviour,
} from './command-runner-contract.ts';
export { knowledgeContract } from './knowledge-contract.ts';
export { fresh, type KnowledgeUnderTest, lead, noChanges, stage, TTL_MS, wide } from './knowledge-stage.ts';
export { memoryUnderTest } from './memory-under-test.ts';
export { type ModelShelfStage, modelShelfContract } from './model-shelf-contract.ts';
