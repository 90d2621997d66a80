import { readFileSync } from 'node:fs';
import { AresError } from '@ares/core';
import { parse } from 'yaml';
import * as z from 'zod';

const parameter = z.object({
  type: z.literal('String'),
  interpolationType: z.literal('ENV_VAR'),
  default: z.string().optional(),
  allowedValues: z.array(z.string()).optional(),
  allowedPattern: z.string().optional(),
});
export type ParameterSpec = z.infer<typeof parameter>;

const step = z.object({
  action: z.literal('aws:runShellScript'),
  inputs: z.object({ runCommand: z.array(z.string()), timeoutSeconds: z.coerce.number().int().positive() }),
});

const commandDocument = z.object({
  schemaVersion: z.literal('2.2'),
  parameters: z.record(z.string(), parameter),
  mainSteps: z.tuple([step]),
});

export interface ScriptDocument {
  readonly parameters: Readonly<Record<string, ParameterSpec>>;
  readonly script: string;
  readonly timeoutMs: number;
}

/**
 * Reads an SSM Command document of one shell step.
 * @throws AresError CONFIG_INVALID with the file and the field when it is not one
 */
export function readDocument(path: string): ScriptDocument {
  const document = commandDocument.safeParse(parseYaml(path));
  if (!document.success) throw invalid(path, z.prettifyError(document.error));
  const { runCommand, timeoutSeconds } = document.data.mainSteps[0].inputs;
  return {
    parameters: document.data.parameters,
    script: runCommand.join('\n'),
    timeoutMs: timeoutSeconds * 1_000,
  };
}

function parseYaml(path: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw invalid(path, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

const invalid = (path: string, reason: string, cause?: unknown) =>
  new AresError('CONFIG_INVALID', `${path} is not a usable SSM document: ${reason}`, { cause });
