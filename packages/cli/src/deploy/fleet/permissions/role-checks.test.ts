import {
  GetInstanceProfileCommand,
  GetPolicyCommand,
  ListAttachedRolePoliciesCommand,
  NoSuchEntityException,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { fakeClients } from '../../testing/fake-clients.ts';
import { fleetChecks } from '../fleet-checks.ts';
import { denied, fakeAccount, POLICY_ARN } from '../testing/fake-account.ts';

const { mocks, simulates } = fakeAccount();
const clients = fakeClients();

const ATTACH = `aws iam attach-role-policy --role-name team-web --policy-arn ${POLICY_ARN}`;
const AGENT = 'arn:aws:ecr:us-east-1:111122223333:repository/ares-shop/host-agent';

const roles = async () =>
  (await fleetChecks(clients, { fleet: 'shop' })).filter(({ name }) => /^(role|pro|pol)/.test(name));

test('IAM is asked for what the deployed policy allows, as the host would ask, without the images of the shop', async () => {
  expect(await roles()).toMatchObject([{ name: 'role team-web', state: 'ok' }]);
  const asked = mocks.iam.commandCalls(SimulatePrincipalPolicyCommand).map(({ args }) => args[0].input);
  expect(asked).toMatchObject([
    { ActionNames: ['ssm:UpdateInstanceInformation', 'ssmmessages:OpenDataChannel'], ResourceArns: ['*'] },
    { ActionNames: ['ecr:BatchGetImage'], ResourceArns: [AGENT, AGENT.replace('host-agent', 'prometheus')] },
    { ContextEntries: [{ ContextKeyName: 'events:source', ContextKeyValues: ['ares.host-agent'] }] },
  ]);
  expect(asked[0]?.PolicySourceArn).toBe('arn:aws:iam::111122223333:role/team/team-web');
});

test('each action that is missing is named with its resource, and the command that allows it', async () => {
  const specific = (decision: string, name: string) => ({ EvalResourceDecision: decision, EvalResourceName: name });
  const ResourceSpecificResults = [specific('implicitDeny', AGENT), specific('allowed', 'other')];
  simulates(
    [
      { EvalActionName: 'ssm:UpdateInstanceInformation', EvalDecision: 'implicitDeny' },
      { EvalActionName: 'ssmmessages:OpenDataChannel', EvalDecision: 'allowed' },
    ],
    [{ EvalActionName: 'ecr:BatchGetImage', EvalDecision: 'implicitDeny', ResourceSpecificResults }],
  );
  expect(await roles()).toEqual([
    {
      name: 'role team-web',
      state: 'failed',
      found: `of i-1: is not allowed\nssm:UpdateInstanceInformation\necr:BatchGetImage on ${AGENT}`,
      remedy: ATTACH,
    },
  ]);
});

test('a profile that is gone is told, and says nothing of the policy', async () => {
  mocks.iam.on(GetInstanceProfileCommand).rejects(new NoSuchEntityException({ message: 'no profile', $metadata: {} }));
  expect(await roles()).toEqual([
    {
      name: expect.stringMatching(/^profile /),
      state: 'failed',
      found: 'of i-1: the instance profile has no role, or is gone',
      remedy: expect.stringContaining('where it is gone, associate another'),
    },
  ]);
});

test.each([
  { what: { EvalDecision: 'explicitDeny' }, found: 'denied, whatever is attached', remedy: 'Deny' },
  {
    what: { EvalDecision: 'implicitDeny', PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false } },
    found: 'its permissions boundary excludes',
    remedy: 'boundary',
  },
  {
    what: { EvalDecision: 'implicitDeny', OrganizationsDecisionDetail: { AllowedByOrganizations: false } },
    found: 'the organization (SCP) excludes',
    remedy: 'organization',
  },
])('what no attached policy would mend has another remedy: $found', async ({ what, found, remedy }) => {
  simulates([{ EvalActionName: 'ssm:UpdateInstanceInformation', ...what }]);
  expect(await roles()).toMatchObject([
    { state: 'failed', found: expect.stringContaining(found), remedy: expect.stringContaining(remedy) },
  ]);
});

test('who may not play requests through learns whether the policy is attached, and that no more was asked', async () => {
  mocks.iam.on(SimulatePrincipalPolicyCommand).rejects(denied());
  expect(await roles()).toMatchObject([{ state: 'ok', found: expect.stringContaining('was not asked') }]);
  mocks.iam.on(ListAttachedRolePoliciesCommand).resolves({ AttachedPolicies: [] });
  const checks = await fleetChecks(clients, { fleet: 'shop' });
  expect(checks.find(({ name }) => name === 'role team-web')).toMatchObject({ state: 'failed', remedy: ATTACH });
  expect(checks.at(-1)).toMatchObject({ found: expect.stringContaining('iam:SimulatePrincipalPolicy: which actions') });
});

test('a profile without a role', async () => {
  mocks.iam.on(GetInstanceProfileCommand).resolves({ InstanceProfile: { Roles: [] } as never });
  expect(await roles()).toMatchObject([
    { name: 'profile web', state: 'failed', remedy: expect.stringContaining('add-role-to-instance-profile') },
  ]);
});

test('a policy that was never deployed', async () => {
  const gone = new NoSuchEntityException({ message: 'Policy was not found', $metadata: {} });
  mocks.iam.on(GetPolicyCommand).rejects(gone);
  expect(await roles()).toMatchObject([
    { name: 'policy of the hosts', state: 'failed', remedy: expect.stringContaining('npx ares deploy -c fleet=shop') },
  ]);
});
