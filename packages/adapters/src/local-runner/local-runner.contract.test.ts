import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { behaviourScripts, type CommandRunnerStage, commandRunnerContract } from '@ares/simulator/testing';
import { localRunner } from './local-runner.ts';

const cases = Object.entries(behaviourScripts).map(([behaviour, script]) => `${behaviour}) ${script} ;;`);
const DOCUMENT = `
schemaVersion: '2.2'
parameters:
  ActionId: { type: String, interpolationType: ENV_VAR, allowedPattern: '^[a-zA-Z0-9][a-zA-Z0-9._-]{7,127}$' }
  Behaviour: { type: String, interpolationType: ENV_VAR, allowedValues: [${Object.keys(behaviourScripts).join(', ')}] }
mainSteps:
  - action: aws:runShellScript
    name: x
    inputs: { timeoutSeconds: 120, runCommand: ['case $SSM_Behaviour in', ${cases.map((line) => `'${line}'`).join(', ')}, esac] }
`;

async function setUp(): Promise<CommandRunnerStage> {
  const directory = mkdtempSync(join(tmpdir(), 'ares-runner-'));
  const documentPath = join(directory, 'document.yaml');
  writeFileSync(documentPath, DOCUMENT);
  return {
    runner: localRunner({ documentPath, stateDir: directory }),
    hostId: 'local',
    request: (actionId, behaviour) => ({
      actionId,
      hostId: 'local',
      parameters: { ActionId: actionId, Behaviour: behaviour },
      executionTimeoutMs: 120_000,
    }),
    spoil: (request) => ({ ...request, parameters: { ...request.parameters, Behaviour: 'explode' } }),
    close: async () => rmSync(directory, { recursive: true }),
  };
}

commandRunnerContract('local runner', { executes: true }, setUp);
