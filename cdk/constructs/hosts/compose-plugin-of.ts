import type { AresContext } from '../../config/context.ts';
import { type ComposePlugin, composePlugin } from '../../hosts/index.ts';

/** Where hosts fetch Compose from, if not from its release on GitHub. */
export const composePluginOf = ({ composePluginUrl: url }: AresContext): { readonly compose?: ComposePlugin } =>
  url ? { compose: { ...composePlugin, url } } : {};
