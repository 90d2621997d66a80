import { CliError } from '../../cli-error.ts';
import { fleetOf } from '../context/context.ts';
import { imagesPath, writeImages } from '../images/push-images.ts';
import { type Deployment, type OnLine, push } from './deployment.ts';
import { lastGoodOf } from './last-good.ts';

/**
 * The images to deploy: those of the last good deployment where it goes back, those of the context where they are given,
 * so that nothing is built that another fleet has not tried; else what this checkout makes.
 * @returns the path of the file of their digests
 */
export async function imagesOf(deployment: Deployment, onLine: OnLine): Promise<string> {
  const { clients, context, goesBack } = deployment;
  if (!goesBack) return context.images ?? push(deployment, onLine);
  const fleet = fleetOf(context);
  const good = await lastGoodOf(clients.ssm, fleet);
  if (!good) {
    const remedy = 'deploy once with `--watch MINUTES`; what is well then is kept';
    throw new CliError(`nothing is known that the fleet ${fleet} was last well with`, { remedy });
  }
  const path = imagesPath(fleet);
  writeImages(path, good.images);
  return path;
}
