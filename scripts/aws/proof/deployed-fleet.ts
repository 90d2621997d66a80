import { readFileSync } from 'node:fs';
import { openApiDoor } from '../api/api-door.ts';
import type { SignedInApi } from '../api/ares-remote.ts';
import { signIn } from '../api/sign-in.ts';
import type { Outputs } from '../deploy/deploy-app.ts';
import type { EmulatedDatabase } from '../emulator/database.ts';
import type { Host } from '../host/host.ts';
import { type FleetKnowledge, fleetKnowledge } from './fleet-knowledge.ts';
import { type Queue, queueAt } from './queue.ts';
import type { ProofOptions } from './run-proof.ts';

/** The deployment, as a proof takes hold of it. */
export interface DeployedFleet {
  readonly awsUrl: string;
  /** Where the emulator keeps its files */
  readonly emulatorFolder: string;
  /** What the functions wrote down */
  readonly knowledge: FleetKnowledge;
  readonly host: Host;
  readonly api: SignedInApi;
  readonly queues: Readonly<Record<'ticks' | 'actions' | 'follow' | 'notifications', Queue>>;
  /** What the functions logged, with more */
  readonly log: () => string;
  /** Ids of messages that are none */
  readonly poison: string[];
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
  const knowledge = fleetKnowledge(database.url);
  open.add('connections', knowledge.close);
  return {
    awsUrl: miniStack.url,
    emulatorFolder: folder,
    knowledge,
    host,
    api: { url: door.url, token: await signIn(miniStack.url, pool) },
    queues: {
      ticks: queueAt(miniStack.url, output('TicksQueueUrl')),
      actions: queueAt(miniStack.url, output('ActionsQueueUrl')),
      follow: queueAt(miniStack.url, output('FollowQueueUrl')),
      notifications: queueAt(miniStack.url, output('NotificationsQueueUrl')),
    },
    poison: [],
    log: () => readFileSync(miniStack.logFile, 'utf8'),
    functions: { dispatch: output('DispatchFunctionName'), tick: output('TickFunctionName') },
  };
}
