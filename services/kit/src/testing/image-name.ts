import { readFile } from 'node:fs/promises';

const imagesFile = new URL('../../../../.ares/images.env', import.meta.url);

/** The image that setup chose for this machine (stand-ins where no registry answers), else the official one. */
export async function imageName(variable: string, official: string): Promise<string> {
  const file = await readFile(imagesFile, 'utf8').catch(() => '');
  const line = file.split('\n').find((each) => each.startsWith(`${variable}=`));
  return process.env[variable] ?? line?.slice(variable.length + 1) ?? official;
}
