import { prepare } from './lib/prepare.mjs';
import { runMain } from './lib/setup-error.mjs';
import { createSteps } from './lib/steps.mjs';

/** Sets up all that ARES needs on this machine: npm packages, Docker, images, bundles. */
runMain(() => prepare(createSteps()));
