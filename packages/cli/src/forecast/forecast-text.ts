import { clockTime, duration, inert } from '../screen/format.ts';
import type { MemoryForecast, ServiceForecast } from './forecast-view.ts';

/** A line for each thing that is expected, and one for each service of which too little is known. */
export const forecastText = (services: readonly ServiceForecast[]): string =>
  services.length === 0
    ? 'No service is seen now. Forecasts appear here while ARES runs.'
    : services.flatMap(linesOf).join('\n');

const linesOf = ({ name, load, memory }: ServiceForecast): readonly string[] => [
  load
    ? `${inert(name)}: ${rate(load.now)} requests/s now, up to ${rate(load.expected)} within the hour, about ` +
      `${clockTime(load.atMs)} (${rate(load.low)} to ${rate(load.high)}, 95 %)`
    : `${inert(name)}: no forecast of its load yet, which needs two whole days`,
  ...memory.map(memoryLine),
];

const memoryLine = ({ containerName, share, growth, expectedIn, soonestIn, latestIn }: MemoryForecast): string =>
  `  ${inert(containerName)}: memory at ${percent(share)} of its limit grows by ${percent(growth * 3_600)} an hour: ` +
  `exhausted in about ${time(expectedIn)} (at soonest in ${time(soonestIn)}, ` +
  `${latestIn === undefined ? 'or not at all' : `at latest in ${time(latestIn)}`}, 95 %)`;

const rate = (perSecond: number): string => perSecond.toFixed(1);
const percent = (ratio: number): string => `${Math.round(ratio * 100)} %`;
const time = (seconds: number): string => duration(seconds * 1_000);
