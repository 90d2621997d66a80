import { expect, test } from 'vitest';
import { clientAddress } from './client-address.ts';

test.each([
  { forwarded: undefined, proxies: 1, want: 'peer' },
  { forwarded: '', proxies: 1, want: 'peer' },
  { forwarded: '1.1.1.1', proxies: 0, want: 'peer' },
  { forwarded: '1.1.1.1', proxies: 1, want: '1.1.1.1' },
  { forwarded: 'forged, 2.2.2.2', proxies: 1, want: '2.2.2.2' },
  { forwarded: 'forged, 2.2.2.2, 3.3.3.3', proxies: 2, want: '2.2.2.2' },
  { forwarded: '2.2.2.2', proxies: 3, want: '2.2.2.2' },
  { forwarded: 'forged, ', proxies: 1, want: 'peer' },
])('of $forwarded behind $proxies proxies it is $want', ({ forwarded, proxies, want }) =>
  expect(clientAddress('peer', forwarded, proxies)).toBe(want),
);
