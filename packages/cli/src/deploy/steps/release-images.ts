import { imageVariables } from '@ares/config/aws';
import type { AwsClients } from '../aws/clients.ts';
import type { Cdk } from '../cdk/cdk.ts';
import { imagesPath, pushImages, writeImages } from '../images/push-images.ts';
import type { RunProgram } from '../run/run-program.ts';
import { deployStacks } from './stack-outputs.ts';

interface ReleaseImages {
  readonly fleet: string;
  /** Without it, none of its images is made */
  readonly shop: boolean;
  readonly cdk: Cdk;
  readonly clients: AwsClients;
  readonly runProgram: RunProgram;
  readonly onLine: (line: string) => void;
}

/**
 * Makes the repositories, fills them, and writes the file of digests that hosts are deployed from.
 * @returns its path
 */
export async function releaseImages({ fleet, shop, cdk, clients, runProgram, onLine }: ReleaseImages): Promise<string> {
  const outputs = await deployStacks(cdk, ['Images'], onLine);
  const all: Record<string, string> = JSON.parse(outputs[`Ares-${fleet}-Images`]?.RepositoryUris ?? '{}');
  const needed = imageVariables(shop);
  const uris = Object.fromEntries(Object.entries(all).filter(([variable]) => needed.includes(variable)));
  const images = await pushImages({ uris, ecr: clients.ecr, runProgram, env: process.env, onLine });
  const path = imagesPath(fleet);
  writeImages(path, images);
  return path;
}
