import { resourcesOfType } from '../testing/template.ts';
import type { Check } from './check.ts';

/** What is a secret by its look, wherever it stands. */
const SECRETS: Readonly<Record<string, RegExp>> = {
  'a key of AWS': /\b(AKIA|ASIA)[0-9A-Z]{16}\b/,
  'a private key': /-----BEGIN [A-Z ]*PRIVATE KEY-----(\s|\\n)+[A-Za-z0-9+/=]{20}/,
  'a token of GitHub': /\bgh[pousr]_[A-Za-z0-9]{36}\b/,
  'a webhook of Slack': /hooks\.slack\.com\/services\/T[A-Z0-9]{8,}\/B[A-Z0-9]{8,}\/[A-Za-z0-9]{24}/,
  'a token of Slack': /\bxox[abprs]-[A-Za-z0-9-]{20,}/,
};

/** Security 33, of any text @returns what kinds of secrets stand in it */
export const secretsIn = (text: string): string[] =>
  Object.entries(SECRETS)
    .filter(([, pattern]) => pattern.test(text))
    .map(([kind]) => kind);

/** Security 33, of templates: nothing that looks like a secret, no password and no secret variable by its value. */
export const holdsNoSecrets: Check = (templates) => [
  ...Object.entries(templates).flatMap(([stack, template]) =>
    secretsIn(JSON.stringify(template)).map((kind) => `${stack} holds ${kind}`),
  ),
  ...resourcesOfType(templates, 'AWS::RDS::DBInstance')
    .filter(({ Properties }) => typeof Properties.MasterUserPassword === 'string')
    .filter(({ Properties }) => !Properties.MasterUserPassword.startsWith('{{resolve:'))
    .map(({ place }) => `${place} has its password in the template`),
  ...resourcesOfType(templates, 'AWS::Lambda::Function').flatMap(({ place, Properties }) =>
    Object.entries(Properties.Environment?.Variables ?? {})
      .filter(([name]) => /(PASSWORD|TOKEN|SECRET|_KEY)$/.test(name) && !/_ARN$|POLICY_KEY/.test(name))
      .map(([name]) => `${place} is given ${name} as a variable`),
  ),
];
