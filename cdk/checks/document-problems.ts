import { type Placed, resourcesOfType } from '../testing/template.ts';
import type { Check } from './check.ts';

interface Parameter {
  readonly type?: string;
  readonly interpolationType?: string;
  readonly allowedValues?: readonly string[];
  readonly allowedPattern?: string;
}

const ofDocuments =
  (problems: (document: Placed) => string[]): Check =>
  (templates) =>
    resourcesOfType(templates, 'AWS::SSM::Document').flatMap((document) =>
      problems(document).map((problem) => `${document.place} ${problem}`),
    );

const ofParameters = (problem: string, isBroken: (parameter: Parameter) => boolean): Check =>
  ofDocuments(({ Properties }) =>
    Object.entries<Parameter>(Properties.Content.parameters ?? {})
      .filter(([, parameter]) => isBroken(parameter))
      .map(([name]) => `${problem}: ${name}`),
  );

const isAnchored = (pattern: string | undefined): boolean => /^\^.*\$$/.test(pattern ?? '');

/** What a document has a host run. */
const scriptsOf = ({ Properties }: Placed): string[] =>
  Properties.Content.mainSteps.map((step: { inputs: { runCommand: string[] } }) => step.inputs.runCommand.join('\n'));

/** Security 4 */
export const constrainsParameters = ofParameters(
  'takes any text',
  ({ allowedValues, allowedPattern }) => !allowedValues?.length && !isAnchored(allowedPattern),
);

/** Security 5 */
export const passesByEnvironment = ofParameters(
  'puts a parameter into the shell text',
  ({ type, interpolationType }) => type !== 'String' || interpolationType !== 'ENV_VAR',
);

/** Security 6 */
export const interpolatesNothing = ofDocuments((document) =>
  scriptsOf(document).some((script) => script.includes('{{')) ? ['has two braces side by side in its script'] : [],
);

/** Security 7 */
export const refusesOldAgents = ofDocuments((document) =>
  scriptsOf(document).every((script) => script.includes('agent-too-old'))
    ? []
    : ['runs under agents that know no variables'],
);
