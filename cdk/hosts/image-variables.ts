import { imageVariables } from '@ares/config/aws';

/** Digests of the images that hosts run, by the variable that compose files name them by. */
export type HostImages = Readonly<Record<string, string>>;

const BY_DIGEST = /^[a-z0-9][a-z0-9._/:-]*@sha256:[0-9a-f]{64}$/;

/** @throws Error that names each image that is missing or could become another one overnight */
export function checkImages(images: HostImages, shop: boolean): void {
  const wrong = imageVariables(shop).filter((variable) => !BY_DIGEST.test(images[variable] ?? ''));
  if (wrong.length === 0) return;
  const lines = wrong.map((variable) => `- ${variable} is ${JSON.stringify(images[variable])}`);
  throw new Error(
    `Hosts run images by digest, as REGISTRY/NAME@sha256:…; \`npx ares deploy\` pushes them and writes the file:\n${lines.join('\n')}`,
  );
}
