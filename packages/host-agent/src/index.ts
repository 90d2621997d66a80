export type { AgentLog } from './log.ts';
export { type HostAgentOptions, hostAgentOptions } from './options.ts';
export { type HostAgent, startHostAgent } from './start-host-agent.ts';
