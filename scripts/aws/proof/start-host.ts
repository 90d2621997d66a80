import { imageVariables } from '../../../packages/config/src/aws/index.ts';
import { boot, loadImages } from '../host/boot.ts';
import { openBridgePort } from '../host/bridge-port.ts';
import { type Host, runInstance } from '../host/host.ts';
import { buildHostImages } from '../host/host-images.ts';
import { hostFiles, type ReleaseOptions } from '../host/release.ts';
import { FLEET } from './deploy-emulated.ts';
import type { ProofOptions } from './run-proof.ts';

/** Runs one instance of the fleet with the whole shop on it. @returns also the release that it has */
export async function startHost({
  miniStack,
  steps,
  open,
}: ProofOptions): Promise<{ readonly host: Host; readonly release: ReleaseOptions }> {
  let images: Readonly<Record<string, string>> = {};
  await steps.run('images of the host', async (note) => {
    images = await buildHostImages(note);
    return `${new Set(Object.values(images)).size}`;
  });
  const bridge = await openBridgePort(miniStack.port);
  open.add('port on the bridge', bridge.stop);
  const release = { fleet: FLEET, images, awsUrl: `http://${bridge.address}:${miniStack.port}` };
  const host = await runInstance(miniStack.url, FLEET, open);
  await steps.run('host', async (note) => {
    note('images');
    const wanted = imageVariables(true).map((name) => images[name] ?? '');
    await loadImages(host, wanted);
    note('agent and shop');
    await boot(host, hostFiles(release));
    return `${host.hostId} at ${host.address}`;
  });
  return { host, release };
}
