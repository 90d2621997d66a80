import { dockerEngineContract } from './contract.ts';
import { fakeDocker } from './testing/fake-docker.ts';

dockerEngineContract('in memory', async () => {
  const docker = fakeDocker(1_800_000_000_000);
  const withoutService = (labels: Readonly<Record<string, string>>) => !('ares.service' in labels);
  return {
    engine: docker,
    now: () => docker.clock.nowMs,
    async run(name, labels) {
      const id = docker.run(name, labels);
      if (withoutService(labels)) docker.change(id, { dockerLabels: {} });
      return id;
    },
    async kill(id) {
      docker.tell(id, 'kill', {}, { signal: '9' });
      docker.crash(id, 137);
    },
    remove: async (id) => docker.remove(id),
    close: async () => docker.cut(),
  };
});
