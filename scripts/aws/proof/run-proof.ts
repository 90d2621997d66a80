import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { imageVariables } from '../../../cdk/hosts/index.ts';
import type { Steps } from '../../lib/steps.mjs';
import { adaptations, type StandIns } from '../deploy/adaptations.ts';
import { bootstrap, deployAll } from '../deploy/deploy-app.ts';
import { adaptAssembly, synthesize } from '../deploy/synthesize.ts';
import type { Closing } from '../emulator/closing.ts';
import { type EmulatedDatabase, startDatabase } from '../emulator/database.ts';
import { emulatedEnvironment } from '../emulator/emulated-account.ts';
import type { MiniStack } from '../emulator/ministack.ts';
import { openBridgePort } from '../host/bridge-port.ts';
import { boot, type Host, loadImages, runInstance } from '../host/host.ts';
import { buildHostImages } from '../host/host-images.ts';
import { hostFiles } from '../host/release.ts';
import { documentsOf } from '../ssm/command-document.ts';
import { startSsmBridge } from '../ssm/ssm-bridge.ts';
import { proveHeal } from './prove-heal.ts';

export interface ProofOptions {
  readonly miniStack: MiniStack;
  readonly folder: string;
  readonly steps: Steps;
  readonly open: Closing;
  readonly print: (text: string) => void;
}

const FLEET = 'emulated';

/** From nothing to a verified heal: deploys the app, runs a host, kills a container of its shop. */
export async function runProof(options: ProofOptions): Promise<void> {
  const { steps, print } = options;
  const database = await deploy(options);
  const host = await startHost(options);
  let story = '';
  await steps.run('heal', async (note) => {
    story = await proveHeal(host, database, note);
    return 'through SSM, verified';
  });
  print(`\n${story}`);
}

async function deploy({ miniStack, folder, steps, open, print }: ProofOptions): Promise<EmulatedDatabase> {
  const env = emulatedEnvironment(miniStack.url);
  const database = await startDatabase({ database: 'ares', master: 'ares_master' });
  open.add('database', database.stop);
  const ssm = await startSsmBridge(miniStack.url);
  open.add('SSM bridge', ssm.stop);
  await steps.run('cdk bootstrap', async () => void (await bootstrap(env)));
  const standIns: StandIns = { database, ssmUrl: ssm.url };
  let changes: readonly string[] = [];
  await steps.run('cdk deploy', async (note) => {
    note('synth');
    const assembly = await synthesize(join(folder, 'cdk.out'), contextOf(folder), env);
    ssm.register(documentsOf(assembly.resources));
    changes = adaptAssembly(assembly, adaptations(standIns));
    note('deploy');
    const outputs = await deployAll(assembly, env);
    return `${assembly.resources.length} resources in ${Object.keys(outputs).length} stacks`;
  });
  print(`\nWhat is deployed here otherwise than on AWS:\n${changes.map((change) => `- ${change}`).join('\n')}\n`);
  return database;
}

/** As of `cdk deploy -c NAME=VALUE`. */
function contextOf(folder: string): Record<string, string> {
  const images = join(folder, 'images.json');
  mkdirSync(folder, { recursive: true });
  // No registry gave digests: the hosts of this run get their images by hand, and by tag.
  const digests = imageVariables(true).map((name) => [name, `emulated/image@sha256:${'0'.repeat(64)}`]);
  writeFileSync(images, JSON.stringify(Object.fromEntries(digests)));
  return { fleet: FLEET, images, cloudFrontPrefixList: 'pl-3b927c52' };
}

async function startHost({ miniStack, steps, open }: ProofOptions): Promise<Host> {
  let images: Readonly<Record<string, string>> = {};
  await steps.run('images of the host', async (note) => {
    images = await buildHostImages(note);
    return `${new Set(Object.values(images)).size}`;
  });
  const bridge = await openBridgePort(miniStack.port);
  open.add('port on the bridge', bridge.stop);
  let host: Host | undefined;
  await steps.run('host', async (note) => {
    host = await runInstance(miniStack.url, FLEET);
    open.add(`host ${host.hostId}`, host.remove);
    note('images');
    const wanted = imageVariables(true).map((name) => images[name] ?? '');
    await loadImages(host, wanted);
    note('agent and shop');
    await boot(host, hostFiles({ fleet: FLEET, images, awsUrl: `http://${bridge.address}:${miniStack.port}` }));
    return `${host.hostId} at ${host.address}`;
  });
  if (!host) throw new Error('no host');
  return host;
}
