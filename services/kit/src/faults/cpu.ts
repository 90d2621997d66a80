import { z } from 'zod';
import { defineFault } from './fault.ts';

const sliceMs = 100;

/** Burns a share of one core on the main thread, where a runaway loop of the application would. */
export const cpuFault = () =>
  defineFault('cpu', z.strictObject({ share: z.number().gt(0).max(1) }), ({ share }) => {
    const timer = setInterval(() => burn(share * sliceMs), sliceMs);
    return () => clearInterval(timer);
  });

function burn(durationMs: number): void {
  const end = performance.now() + durationMs;
  while (performance.now() < end);
}
