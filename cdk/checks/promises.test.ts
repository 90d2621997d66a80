import { describe, expect, test } from 'vitest';
import { synthesize, synthesizedApp } from '../testing/synthesize.ts';
import type { Check } from './check.ts';
import { trustsOneEnvironment } from './deploy-trust.ts';
import {
  constrainsParameters,
  interpolatesNothing,
  passesByEnvironment,
  refusesOldAgents,
} from './document-problems.ts';
import { sendsOwnDocumentsOnly } from './document-senders.ts';
import { encryptsVolumes, guardsMetadata, putsEventsAsOneSource } from './host-problems.ts';
import { letsNobodyInFromAnywhere } from './ingress.ts';
import { oneFunctionSends, sendsByHash } from './pinned-document.ts';
import { refusesOldRunc } from './runc.ts';
import { holdsNoSecrets } from './secrets.ts';
import { runsAresDocumentsOnly, sendsAresDocumentsOnly, sendsToFleetOnly } from './send-command.ts';
import { separatesDuties } from './separate-duties.ts';
import { servesHttpsOnly, showsOriginSecret } from './storefront-problems.ts';
import { hasReasonsForWildcards, passesRolesByName } from './wildcard-problems.ts';

/** What the templates promise; beside each check is the test that shows it failing. */
const promises: readonly (readonly [promise: string, check: Check])[] = [
  ['1 no shell for everybody', runsAresDocumentsOnly],
  ['2 documents of ARES only', sendsAresDocumentsOnly],
  ['3 to instances of the fleet only', sendsToFleetOnly],
  ['4 every parameter is constrained', constrainsParameters],
  ['5 parameters are environment variables', passesByEnvironment],
  ['6 nothing is interpolated', interpolatesNothing],
  ['7 old agents are refused', refusesOldAgents],
  ['10 the hash of the registered document', sendsByHash],
  ['11 wildcards have reasons', hasReasonsForWildcards],
  ['12 one function sends', oneFunctionSends],
  ['12 each sends its own documents', sendsOwnDocumentsOnly],
  ['12 who sends neither collects nor reads secrets', separatesDuties],
  ['13 roles are passed by name', passesRolesByName],
  ['14 metadata for the host itself', guardsMetadata],
  ['14 events of one source', putsEventsAsOneSource],
  ['15 nobody from anywhere', letsNobodyInFromAnywhere],
  ['15 no sign-in over plain HTTP', servesHttpsOnly],
  ['15 hosts know their own distribution', showsOriginSecret],
  ['16 disks are encrypted', encryptsVolumes],
  ['19 runc without known escapes', refusesOldRunc],
  ['33 no secrets', holdsNoSecrets],
  ['36 one environment deploys', trustsOneEnvironment],
];

describe('security of the whole deployment', () => {
  const { templates } = synthesizedApp();
  test.each(promises)('%s', (_, check) => expect(check(templates)).toEqual([]));
});

test('every check has something to look at', () => {
  const { templates } = synthesizedApp();
  const text = JSON.stringify(templates);
  const looked = [
    'ssm:SendCommand',
    'events:PutEvents',
    'DOCUMENT_HASH',
    'AssumeRoleWithWebIdentity',
    'AWS::SSM::Document',
    '"OriginProtocolPolicy":"http-only"',
  ];
  expect(looked.filter((what) => !text.includes(what))).toEqual([]);
});

describe('security of a control plane for hosts of a team', () => {
  const { templates } = synthesize({ shop: false, fleetTag: 'team-a' });
  test.each(promises)('%s', (_, check) => expect(check(templates)).toEqual([]));
});
