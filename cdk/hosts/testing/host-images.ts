import { imageVariables } from '@ares/config/aws';

/** Images of a registry that nobody has. */
export const hostImages = (): Record<string, string> =>
  Object.fromEntries(
    imageVariables(true).map((variable) => [
      variable,
      `123456789012.dkr.ecr.eu-central-1.amazonaws.com/ares/${variable.toLowerCase()}@sha256:${'a'.repeat(64)}`,
    ]),
  );
