export { anAction, anIncident } from './builders/incident.ts';
export { aPolicy, aProfile } from './builders/policy.ts';
export { aContainer, aSnapshot, type ContainerOver, probes, START_MS } from './builders/snapshot.ts';
export { aFakePorts, type FakePorts, type LogLine } from './fake-ports.ts';
export { type MemoryKnowledge, memoryKnowledge } from './knowledge/memory-knowledge.ts';
export { type CommandScript, type RecordingRunner, recordingRunner, type ScriptReport } from './recording-runner.ts';
export { type ScriptedHosts, scriptedHosts } from './scripted-hosts.ts';
export { type ScriptedMetrics, scriptedMetrics } from './scripted-metrics.ts';
export { type VirtualClock, virtualClock } from './virtual-clock.ts';
