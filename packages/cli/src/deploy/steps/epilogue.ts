import { table } from '../../screen/table.ts';
import { costSentences } from '../cost/cost-sentences.ts';
import { wholeDeployment } from '../synth/whole-deployment.ts';
import type { Deployment } from './deployment.ts';
import { addresses, type StackOutputs } from './stack-outputs.ts';

/** What a person wants to know when everything is there: where to look, what it costs, what to do next. */
export async function epilogue(
  { account, context, clock }: Deployment,
  images: string,
  outputs: StackOutputs,
): Promise<string> {
  const templates = await wholeDeployment({ ...context, images });
  const found = addresses(outputs);
  return [
    '',
    ...(found.length > 0 ? [table(['WHERE', 'ADDRESS'], found), ''] : []),
    ...costSentences(templates, { region: account.region, context, nowMs: clock.nowMs() }),
    'Next: `npx ares doctor --fleet` looks at each host.',
  ].join('\n');
}
