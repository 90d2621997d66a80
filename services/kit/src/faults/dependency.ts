import { z } from 'zod';
import { switchDependencyOff } from './dependency-switch.ts';
import { defineFault } from './fault.ts';

/** Makes every call to one dependency fail at once, as if its network were gone. */
export const dependencyFault = () =>
  defineFault('dependency', z.strictObject({ name: z.string().min(1).max(63) }), ({ name }) =>
    switchDependencyOff(name),
  );
