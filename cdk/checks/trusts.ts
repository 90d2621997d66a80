import { resourcesOfType, type Templates } from '../testing/template.ts';
import { listOf, type Statement } from './statements.ts';

/** Who takes a role: experiments of FIS, a workflow that deploys, or functions and all others. */
export type Trusted = 'experiments' | 'deployment' | 'others';

/** Tells by the place of a role who may take it. */
export function trustsOf(templates: Templates): (role: string) => Trusted {
  const roles = resourcesOfType(templates, 'AWS::IAM::Role').map(({ place, Properties }) => {
    const statements = listOf<Statement>(Properties.AssumeRolePolicyDocument?.Statement);
    return [place, trustedBy(statements.map(({ Principal }) => Principal as Principal))] as const;
  });
  const byPlace = new Map(roles);
  return (role) => byPlace.get(role) ?? 'others';
}

interface Principal {
  readonly Service?: string;
  readonly Federated?: unknown;
}

function trustedBy(principals: readonly Principal[]): Trusted {
  if (principals.length === 0) return 'others';
  if (principals.every(({ Service }) => Service === 'fis.amazonaws.com')) return 'experiments';
  return principals.every(({ Federated }) => Federated !== undefined) ? 'deployment' : 'others';
}
