import { z } from 'zod';
import { defineFault } from './fault.ts';

const intervalMs = 250;

/** Leaks memory at a steady rate, up to a limit if given; the pages are written, so that they count. */
export const memoryFault = () =>
  defineFault(
    'memory',
    z.strictObject({
      bytesPerSecond: z
        .number()
        .int()
        .min(1024)
        .max(1024 ** 3),
      bytesMax: z.number().int().min(1024).optional(),
    }),
    ({ bytesPerSecond, bytesMax = Number.POSITIVE_INFINITY }) => {
      const leaked: Buffer[] = [];
      const stepBytes = Math.ceil((bytesPerSecond * intervalMs) / 1000);
      const timer = setInterval(() => {
        if (leaked.length * stepBytes < bytesMax) leaked.push(Buffer.alloc(stepBytes, 1));
      }, intervalMs);
      return () => {
        clearInterval(timer);
        leaked.length = 0;
      };
    },
  );
