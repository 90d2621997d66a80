import { writeFileSync } from 'node:fs';
import { imageVariables } from '@ares/config/aws';
import { expect, test, vi } from 'vitest';
import { pushImages } from '../images/push-images.ts';
import { fakeClients } from '../testing/fake-clients.ts';
import { fakeRun } from '../testing/fake-run.ts';
import { releaseImages } from './release-images.ts';

vi.mock('../images/push-images.ts', () => ({ imagesPath: () => 'x', writeImages: vi.fn(), pushImages: vi.fn() }));

const everyUri = Object.fromEntries(imageVariables(true).map((variable) => [variable, `registry/${variable}`]));
const cdk = {
  run: async (args: readonly string[]) => {
    const outputs = { 'Ares-web-Images': { RepositoryUris: JSON.stringify(everyUri) } };
    writeFileSync(args[args.indexOf('--outputs-file') + 1] ?? '', JSON.stringify(outputs));
    return '';
  },
};

test.each([true, false])('with the shop (%s) its images are made, without it only those of hosts', async (shop) => {
  const given = { fleet: 'web', shop, cdk, clients: fakeClients(), runProgram: fakeRun().run, onLine: () => {} };
  await releaseImages(given);
  const [asked] = vi.mocked(pushImages).mock.lastCall ?? [];
  expect(Object.keys(asked?.uris ?? {}).toSorted()).toEqual([...imageVariables(shop)].toSorted());
});
