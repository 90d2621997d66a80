import { dispatchEnvironment } from '@ares/config/aws';
import { expect, test } from 'vitest';
import { environment } from './environment.ts';

const good = {
  ARES_FLEET: 'shop',
  TICKS_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/1/ticks',
  SHARDS: '4',
  CLOUDWATCH_METRICS_PER_HOUR: '0',
};

test('numbers are numbers', () =>
  expect(environment(dispatchEnvironment, good)).toMatchObject({ ...good, SHARDS: 4, CLOUDWATCH_METRICS_PER_HOUR: 0 }));

test('row 48: a bad environment names every variable at fault, and no value', () => {
  const { ARES_FLEET: _, ...bad } = { ...good, SHARDS: 'secret' };
  const read = () => environment(dispatchEnvironment, bad);
  expect(read).toThrow(/ARES_FLEET: .*SHARDS: /);
  expect(read).toThrow(expect.not.objectContaining({ message: expect.stringContaining('secret') }));
});
