import { CliError } from '../../cli-error.ts';
import type { Resource } from '../template/resource.ts';

/** Something is deployed whose price nobody wrote down: it must not pass as free. */
export class UnpricedError extends CliError {
  constructor(resources: readonly Resource[]) {
    const named = resources.map(({ type, stack, logicalId }) => `${type} (${stack}/${logicalId})`);
    super(`no price is known for ${named.join(', ')}`, {
      remedy: 'add the type to packages/cli/src/deploy/cost/pricers: with its price, or to the free ones',
    });
  }
}
