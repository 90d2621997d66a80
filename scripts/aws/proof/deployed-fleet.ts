import { openApiDoor } from '../api/api-door.ts';
import { signIn } from '../api/sign-in.ts';
import type { Outputs } from '../deploy/deploy-app.ts';
import type { EmulatedDatabase } from '../emulator/database.ts';
import type { Host } from '../host/host.ts';
import { type Queue, queueAt } from './queue.ts';
import type { ProofOptions } from './run-proof.ts';

/** The deployment, as a proof takes hold of it. */
export interface DeployedFleet {
  readonly awsUrl: string;
  /** Where the emulator keeps its files */
  readonly emulatorFolder: string;
  readonly database: EmulatedDatabase;
  readonly host: Host;
  /** Of the deployed HTTP API, with a token of somebody who may read */
  readonly api: { readonly url: string; readonly token: string };
  readonly queues: { readonly ticks: Queue; readonly actions: Queue };
  /** Names of the deployed functions */
  readonly functions: { readonly dispatch: string; readonly tick: string };
}

interface Parts {
  readonly database: EmulatedDatabase;
  readonly outputs: Outputs;
  readonly host: Host;
}

/** Finds the parts by the outputs of the deployment, and signs in to its API. */
export async function deployedFleet(
  { miniStack, folder, open }: ProofOptions,
  { database, outputs, host }: Parts,
): Promise<DeployedFleet> {
  const named = Object.assign({}, ...Object.values(outputs)) as Readonly<Record<string, string>>;
  const output = (name: string): string => {
    const value = named[name];
    if (!value) throw new Error(`the deployment has no output ${name}`);
    return value;
  };
  const pool = { userPoolId: output('UserPoolId'), clientId: output('UserPoolClientId') };
  const door = await openApiDoor(output('ApiUrl'), miniStack.port);
  open.add('door of the API', door.stop);
  return {
    awsUrl: miniStack.url,
    emulatorFolder: folder,
    database,
    host,
    api: { url: door.url, token: await signIn(miniStack.url, pool) },
    queues: {
      ticks: queueAt(miniStack.url, output('TicksQueueUrl')),
      actions: queueAt(miniStack.url, output('ActionsQueueUrl')),
    },
    functions: { dispatch: output('DispatchFunctionName'), tick: output('TickFunctionName') },
  };
}
