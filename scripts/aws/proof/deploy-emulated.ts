import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { imageVariables } from '../../../packages/config/src/aws/index.ts';
import { adaptations } from '../deploy/adaptations.ts';
import { bootstrap, deployAll, type Outputs } from '../deploy/deploy-app.ts';
import { type Applied, adaptAssembly, synthesize } from '../deploy/synthesize.ts';
import { tellAdaptations } from '../deploy/tell-adaptations.ts';
import { type EmulatedDatabase, startDatabase } from '../emulator/database.ts';
import { emulatedEnvironment } from '../emulator/emulated-account.ts';
import { documentsOf } from '../ssm/command-document.ts';
import { startSsmBridge } from '../ssm/ssm-bridge.ts';
import type { ProofOptions } from './run-proof.ts';

/** Also the value of the tag `ares:fleet` */
export const FLEET = 'emulated';

export interface EmulatedDeployment {
  readonly database: EmulatedDatabase;
  readonly outputs: Outputs;
  /** Of the bridge, which speaks SSM's protocol */
  readonly ssmUrl: string;
}

/** Bootstraps the emulated account and deploys every stack of the app, adapted, with the list of changes printed. */
export async function deployEmulated(options: ProofOptions): Promise<EmulatedDeployment> {
  const { miniStack, folder, steps, open, print } = options;
  const env = emulatedEnvironment(miniStack.url);
  const database = await startDatabase({ database: 'ares', master: 'ares_master' });
  open.add('database', database.stop);
  const ssm = await startSsmBridge(miniStack.url);
  open.add('SSM bridge', ssm.stop);
  await steps.run('cdk bootstrap', async () => void (await bootstrap(env)));
  let changes: readonly Applied[] = [];
  let outputs: Outputs = {};
  await steps.run('cdk deploy', async (note) => {
    note('synth');
    const assembly = await synthesize(join(folder, 'cdk.out'), contextOf(folder), env);
    ssm.register(documentsOf(assembly.resources));
    changes = adaptAssembly(assembly, adaptations({ database, ssmUrl: ssm.url }));
    note('deploy');
    outputs = await deployAll(assembly, env);
    return `${assembly.resources.length} resources in ${Object.keys(outputs).length} stacks`;
  });
  print(`\n${tellAdaptations('Deployed', changes)}\n`);
  return { database, outputs, ssmUrl: ssm.url };
}

/** As of `cdk deploy -c NAME=VALUE`. */
function contextOf(folder: string): Record<string, string> {
  const images = join(folder, 'images.json');
  // No registry gave digests: the hosts of this run get their images by hand, and by tag.
  const digests = imageVariables(true).map((name) => [name, `emulated/image@sha256:${'0'.repeat(64)}`]);
  writeFileSync(images, JSON.stringify(Object.fromEntries(digests)));
  return { fleet: FLEET, images, cloudFrontPrefixList: 'pl-3b927c52' };
}
