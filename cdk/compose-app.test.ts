import { expect, test } from 'vitest';
import { synthesize, synthesizedApp } from './testing/synthesize.ts';
import { resourcesOfType } from './testing/template.ts';

const namesOf = ({ app }: ReturnType<typeof synthesize>) => app.synth().stacks.map(({ stackName }) => stackName);

test('a fleet is made of these stacks, with its name in theirs', () => {
  expect(namesOf(synthesizedApp()).toSorted()).toEqual(
    ['ControlPlane', 'Dashboard', 'Hosts', 'Images', 'Network', 'Pipeline'].map((id) => `Ares-default-${id}`),
  );
});

test('what a deployment knows nothing of is left out', () => {
  expect(namesOf(synthesize({ images: undefined, githubRepository: undefined }))).toEqual(
    expect.not.arrayContaining(['Ares-default-Hosts', 'Ares-default-Pipeline']),
  );
});

test('images have repositories before there is a host', () => {
  const repositories = resourcesOfType(synthesizedApp().templates, 'AWS::ECR::Repository');
  const names = repositories.map(({ Properties }) => Properties.RepositoryName);
  expect(names).toEqual(
    expect.arrayContaining(['ares-default/host-agent', 'ares-default/gateway', 'ares-default/postgres']),
  );
  for (const { Properties, DeletionPolicy } of repositories) {
    expect({ ...Properties, DeletionPolicy }).toMatchObject({
      ImageTagMutability: 'IMMUTABLE',
      ImageScanningConfiguration: { ScanOnPush: true },
      DeletionPolicy: 'RetainExceptOnCreate',
    });
  }
});

test('a wrong context value stops the synthesis', () => {
  expect(() => synthesize({ hosts: 'many' })).toThrow('hosts is "many", but must be a whole number from 1 to 20');
});
