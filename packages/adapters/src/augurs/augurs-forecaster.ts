import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Forecaster } from '@ares/core';
import { initSync, MSTL } from '@bsull/augurs/mstl';

const LEVEL = 0.95;

/**
 * MSTL over the day with an exponential-smoothing trend, by augurs. Compiles its WebAssembly when it is made, so it is
 * made once, and only where forecasts are asked for.
 */
export function augursForecaster(): Forecaster {
  const module = import.meta.resolve('@bsull/augurs/mstl').replace(/\.js$/, '_bg.wasm');
  initSync({ module: readFileSync(fileURLToPath(module)) });
  return {
    ahead(values, perDay, steps) {
      const model = MSTL.ets([perDay]);
      try {
        model.fit(Float64Array.from(values));
        const { point, intervals } = model.predict(steps, LEVEL);
        return intervals && { expected: point, low: intervals.lower, high: intervals.upper };
      } catch {
        // What cannot be fitted, a constant or too short a series, has no forecast.
        return undefined;
      } finally {
        model.free();
      }
    },
  };
}
