import type { AresLabels, HealthKind } from '@ares/core';
import * as z from 'zod';
import { endpoint, port } from './endpoint.ts';

type Health = AresLabels['health'];

const FORMS = 'use http:PORT/PATH, tcp:PORT, postgres:PORT, redis:PORT, docker or none';

const atPort = (kind: HealthKind) => port.transform((value): Health => ({ kind, port: value }));
const alone = (kind: HealthKind) => z.literal('').transform((): Health => ({ kind }));

const forms: Readonly<Record<string, z.ZodType<Health, string>>> = {
  http: endpoint.transform((at): Health => ({ kind: 'http', ...at })),
  tcp: atPort('tcp'),
  postgres: atPort('postgres'),
  redis: atPort('redis'),
  docker: alone('docker'),
  none: alone('none'),
};

/** `ares.health`: how the container is asked whether it works. */
export const healthLabel = z.string().transform((text, context) => {
  const colon = text.indexOf(':');
  const [scheme, rest] = colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)];
  const form = Object.hasOwn(forms, scheme) ? forms[scheme] : undefined;
  const parsed = form?.safeParse(rest);
  if (parsed?.success) return parsed.data;
  const detail = parsed && rest !== '' ? `${parsed.error.issues[0]?.message}; ` : '';
  context.addIssue({ code: 'custom', message: `${detail}${FORMS}` });
  return z.NEVER;
});
