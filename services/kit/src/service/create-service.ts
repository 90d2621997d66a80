import type { RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { BaseConfig } from '../config/base-config.ts';
import { FaultBoard } from '../faults/fault-board.ts';
import { drainableServer } from '../http/drainable-server.ts';
import { httpDuration } from '../metrics/http-duration.ts';
import { internalApp } from './internal-app.ts';
import { lifecycle, type Service } from './lifecycle.ts';
import { mainApp } from './main-app.ts';
import { Readiness, type ReadinessCheck } from './readiness.ts';
import { requestPipeline } from './request-pipeline.ts';

export interface ServiceOptions {
  readonly config: BaseConfig;
  readonly logger: Logger;
  /** A Hono app, or a plain Node listener for a service that works beneath one (it then sets `currentRequest().route`). */
  readonly routes: Hono | RequestListener;
  /** What has to work for the service to be of use, by name; a check rejects when it does not. */
  readonly readiness?: Readonly<Record<string, ReadinessCheck>>;
  /** Runs after listening and before serving (migrations); until then requests get 503. A failure ends the process. */
  readonly startup?: () => Promise<void>;
  /** Closes pools and background work after the last request was answered. */
  readonly onShutdown?: () => Promise<void>;
  /** @default a new registry with the process's own metrics */
  readonly registry?: Registry;
  /** @default 262144 */
  readonly maxBodyBytes?: number;
}

/** Puts a service together: main server, internal server (metrics, faults), health, metrics, graceful shutdown. */
export function createService(options: ServiceOptions): Service {
  const { config, logger } = options;
  const registry = options.registry ?? new Registry();
  collectDefaultMetrics({ register: registry });
  const board = config.ARES_FAULTS === 'on' ? new FaultBoard(logger) : undefined;
  const faults = board?.state ?? {};
  const readiness = new Readiness(options.readiness ?? {}, faults, logger);
  const listener = listenerOf(options);
  const pipeline = requestPipeline({ listener, readiness, faults, observe: httpDuration(registry), log: logger });
  const internal = getRequestListener(internalApp(registry, board).fetch);
  return lifecycle({ ...options, readiness, main: drainableServer(pipeline), internal: drainableServer(internal) });
}

function listenerOf({ routes, logger, maxBodyBytes = 256 * 1024 }: ServiceOptions): RequestListener {
  return typeof routes === 'function' ? routes : getRequestListener(mainApp(routes, logger, maxBodyBytes).fetch);
}
