import type { Outputs } from '../deploy/deploy-app.ts';
import type { EmulatedDatabase } from '../emulator/database.ts';
import type { MiniStack } from '../emulator/ministack.ts';
import type { Host } from '../host/host.ts';

/** The deployment, as a proof takes hold of it. */
export interface DeployedFleet {
  readonly awsUrl: string;
  /** Where the emulator keeps its files */
  readonly emulatorFolder: string;
  readonly database: EmulatedDatabase;
  readonly host: Host;
  /** Names of the deployed functions */
  readonly functions: { readonly dispatch: string; readonly tick: string };
}

interface Parts {
  readonly miniStack: MiniStack;
  readonly folder: string;
  readonly database: EmulatedDatabase;
  readonly host: Host;
  readonly outputs: Outputs;
}

export function deployedFleet({ miniStack, folder, database, host, outputs }: Parts): DeployedFleet {
  const named = Object.assign({}, ...Object.values(outputs)) as Readonly<Record<string, string>>;
  const functions = { dispatch: named.DispatchFunctionName ?? '', tick: named.TickFunctionName ?? '' };
  return { awsUrl: miniStack.url, emulatorFolder: folder, database, host, functions };
}
