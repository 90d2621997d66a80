import { describe } from 'vitest';
import { answerContract } from './answer-contract.ts';
import { commitContract } from './commit-contract.ts';
import { intentContract } from './intent-contract.ts';
import type { KnowledgeUnderTest } from './knowledge-stage.ts';
import { leaseContract } from './lease-contract.ts';
import { refusalContract } from './refusal-contract.ts';
import { sendContract } from './send-contract.ts';

/**
 * The promises of the port `KnowledgeStore`, for every adapter and the simulator.
 * @param open asked in each test; may give the same store each time
 */
export function knowledgeContract(open: () => KnowledgeUnderTest): void {
  describe('leases and ticks', () => leaseContract(open));
  describe('commits', () => commitContract(open));
  describe('intents and budgets', () => intentContract(open));
  describe('sends', () => sendContract(open));
  describe('answers', () => answerContract(open));
  describe('refusals', () => refusalContract(open));
}
