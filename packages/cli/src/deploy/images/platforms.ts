import { imageVariables } from '@ares/config/aws';

/** Hosts of a team are of either kind. */
const ANY_HOST = ['linux/arm64', 'linux/amd64'] as const;

/** ARES's own hosts, which alone run the shop. */
const OWN_HOST = ['linux/arm64'] as const;

/** What an image has to run on, as Docker names it. */
export const platformsOf = (variable: string): readonly string[] =>
  imageVariables(false).includes(variable) ? ANY_HOST : OWN_HOST;
