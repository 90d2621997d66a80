export {
  type AgentAddress,
  type HostAgentReader,
  type HostAgentReaderOptions,
  type HostWake,
  hostAgentReader,
} from './host-agent-reader.ts';
