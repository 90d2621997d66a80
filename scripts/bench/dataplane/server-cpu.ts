import Docker from 'dockerode';

const docker = new Docker();

/** CPU time that these containers have used since they started, in seconds. */
export async function cpuSeconds(containers: readonly string[]): Promise<number> {
  const used = await Promise.all(
    containers.map(async (name) => {
      const stats = await docker.getContainer(name).stats({ stream: false, 'one-shot': true });
      return stats.cpu_stats.cpu_usage.total_usage / 1e9;
    }),
  );
  return used.reduce((sum, seconds) => sum + seconds, 0);
}
