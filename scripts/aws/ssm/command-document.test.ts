import { expect, test } from 'vitest';
import { checkedParameters, documentsOf } from './command-document.ts';

const parameters = {
  Kind: { allowedValues: ['restart', 'query'] },
  Id: { allowedPattern: '^[0-9a-f]{4}$', default: '' },
};

test('a default is taken as it is, a given value must be allowed', () => {
  expect(checkedParameters({ parameters }, { Kind: ['query'], Id: ['00ff'] })).toEqual({ Kind: 'query', Id: '00ff' });
  const optional = { Id: { ...parameters.Id, allowedPattern: '^([0-9a-f]{4})?$' } };
  expect(checkedParameters({ parameters: optional }, {})).toEqual({ Id: '' });
});

test.each([
  { what: 'a value that is not on the list', given: { Kind: ['rm'], Id: ['00ff'] } },
  { what: 'a value that does not fit the pattern', given: { Kind: ['query'], Id: ['00ff; id'] } },
  { what: 'a missing value', given: { Id: ['00ff'] } },
  { what: 'two values', given: { Kind: ['query', 'query'], Id: ['00ff'] } },
  { what: 'an unknown parameter', given: { Kind: ['query'], Id: ['00ff'], More: ['x'] } },
])('refused: $what', ({ given }) => {
  expect(() => checkedParameters({ parameters }, given)).toThrow(
    expect.objectContaining({ code: 'InvalidParameters' }),
  );
});

test('documents come from the resources of a template', () => {
  const content = { parameters, mainSteps: [{ inputs: { runCommand: ['#!/bin/sh', 'id'] } }] };
  const found = documentsOf([
    { Type: 'AWS::SQS::Queue' },
    { Type: 'AWS::SSM::Document', Properties: { Name: 'Heal', Content: content } },
  ]);
  expect(found).toMatchObject([{ name: 'Heal', script: '#!/bin/sh\nid', parameters }]);
  expect(found[0]?.hash).toMatch(/^[0-9a-f]{64}$/);
});
