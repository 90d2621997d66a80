import { afterEach, expect, test } from 'vitest';
import { docker, startTinyApp, type TinyApp } from '../testing/tiny-app.ts';
import { stoppedServices } from './stopped-services.ts';

let app: TinyApp | undefined;
afterEach(() => app?.down());

test('what was stopped is named with how it ended; what runs is not', async () => {
  app = await startTinyApp({ web: {}, cart: {}, user: {} });
  expect(await stoppedServices(app.project)).toEqual([]);
  await docker('stop', '-t', '5', app.container('web'));
  await docker('kill', '-s', 'KILL', app.container('cart'));
  expect(await stoppedServices(app.project)).toEqual([
    expect.stringMatching(/^cart exited \(137\) .+/),
    expect.stringMatching(/^web exited \(\d+\) .+/),
  ]);
});
