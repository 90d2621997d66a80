import { DocumentStage } from './document-stage.ts';

export const CONTAINER_ID = 'ab'.repeat(32);
const STARTED_AT = '2026-01-01T00:00:00.000000001Z';

/** What Docker says of the container, one fact a line, in the order in which the script asks. */
const facts = {
  id: CONTAINER_ID,
  name: '/shop-cart-1',
  status: 'running',
  start: STARTED_AT,
  memory: '268435456',
  nanoCpus: '1500000000',
  cpuQuota: '0',
  cpuPeriod: '0',
  networkMode: 'shop_app',
  hostConfig: '{"Init":false,"Tmpfs":{"/run":"mode=755","/tmp":"size=16m,mode=1777"},"Memory":268435456}',
  service: '"cart"',
  policy: '"stateless"',
  chaos: '"allow"',
};

/** A host with one container that allows faults, but for the facts that are given. */
export class FaultStage extends DocumentStage {
  constructor(over: Partial<Record<keyof typeof facts, string>> = {}) {
    super('inject-fault', 'fault-bin');
    this.setFacts(over);
    this.write('networks', 'shop_app - cart,shop-cart-1\nshop_edge 10.9.0.7 cart\n');
  }

  setFacts(over: Partial<Record<keyof typeof facts, string>>): void {
    this.write(
      'facts',
      Object.values({ ...facts, ...over })
        .map((fact) => `${fact}\n`)
        .join(''),
    );
  }

  /** Docker commands that change something, without the container's id. */
  changes(): string[] {
    const changing = /^(kill|start|network|exec)/;
    return this.lines('calls')
      .filter((call) => changing.test(call) && !call.includes('--help'))
      .map((call) => call.replaceAll(CONTAINER_ID, 'ID'));
  }

  parameters(kind: string, over: Readonly<Record<string, string>> = {}): Record<string, string> {
    return { Kind: kind, ContainerName: 'shop-cart-1', DurationSeconds: '1', ...over };
  }
}
