import { flattenCfnReference } from 'cdk-nag/lib/utils/flatten-cfn-reference.js';
import { type Placed, resourcesOfType } from '../testing/template.ts';
import type { Check } from './check.ts';

/** Fixed releases of runc's known escapes; 1.3.3 mends the three of November 2025. */
const FIXED = [1, 3, 3];

const userDataOf = ({ Properties }: Placed): string =>
  flattenCfnReference(Properties.LaunchTemplateData.UserData?.['Fn::Base64'] ?? '');

/** Security 19: a host looks at its runc before Docker starts. */
export const refusesOldRunc: Check = (templates) =>
  resourcesOfType(templates, 'AWS::EC2::LaunchTemplate').flatMap((template) => {
    const userData = userDataOf(template);
    const [, least = '0'] = /RUNC_LEAST='([\d.]+)'/.exec(userData) ?? [];
    const checkedAt = userData.indexOf('runc --version');
    return [
      ...(isFixed(least.split('.').map(Number)) ? [] : [`${template.place} starts over runc ${least}`]),
      ...(checkedAt >= 0 && checkedAt < userData.indexOf('enable --now docker')
        ? []
        : [`${template.place} starts Docker unseen`]),
    ];
  });

function isFixed(version: readonly number[]): boolean {
  const different = FIXED.findIndex((part, index) => part !== (version[index] ?? 0));
  return different < 0 || (version[different] ?? 0) > (FIXED[different] ?? 0);
}
