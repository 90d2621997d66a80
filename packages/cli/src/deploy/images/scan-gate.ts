import {
  DescribeImageScanFindingsCommand,
  type DescribeImageScanFindingsResponse,
  type ECRClient,
  LimitExceededException,
  ScanNotFoundException,
  StartImageScanCommand,
  UnsupportedImageTypeException,
  ValidationException,
} from '@aws-sdk/client-ecr';
import { CliError } from '../../cli-error.ts';
import { askAws } from '../aws/ask-aws.ts';
import { type AcceptedFinding, acceptedFindings } from './accepted-findings.ts';
import { splitUri } from './registry.ts';

const POLL_MS = 5_000;
const PATIENCE_MS = 5 * 60_000;
const REFUSED = 'CRITICAL';

export interface ScanGate {
  readonly ecr: ECRClient;
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
  readonly accepted?: readonly AcceptedFinding[];
}

/**
 * Waits for the scan that the registry makes of every push, and asks for one where there was none.
 * @param image `REGISTRY/NAME@sha256:…`
 * @returns a word on it; an image that the scanner cannot read is told, and passes
 * @throws CliError that names each critical finding
 */
export async function passScan(image: string, gate: ScanGate): Promise<string> {
  const { ecr, nowMs, accepted = acceptedFindings } = gate;
  const found = await finishedScan(image, gate);
  const status = found.imageScanStatus?.status;
  if (status !== 'COMPLETE' && status !== 'ACTIVE')
    return `not scanned: ${found.imageScanStatus?.description ?? status}`;
  const ids = await refusedFindings(image, ecr);
  const today = new Date(nowMs()).toISOString().slice(0, 10);
  const open = ids.filter((id) => !accepted.some((one) => one.id === id && one.until >= today));
  const { repositoryName } = splitUri(image);
  if (open.length === 0)
    return ids.length > 0 ? `${ids.length} critical findings, all accepted` : 'no critical finding';
  const remedy =
    'use a mended base image, or accept it with a reason in packages/cli/src/deploy/images/accepted-findings.ts';
  throw new CliError(`${repositoryName} has critical findings: ${open.join(', ')}`, { remedy });
}

async function finishedScan(
  image: string,
  { ecr, nowMs, sleep }: ScanGate,
): Promise<DescribeImageScanFindingsResponse> {
  const untilMs = nowMs() + PATIENCE_MS;
  for (let asked = false; ; ) {
    const found = await findings(image, ecr);
    if (!found && !asked) await startScan(image, ecr);
    asked = true;
    const status = found?.imageScanStatus?.status;
    if (found && status !== 'IN_PROGRESS' && status !== 'PENDING') return found;
    if (nowMs() > untilMs)
      throw new CliError(`the scan of ${image} does not end`, { remedy: 'look at it in ECR, and run this again' });
    await sleep(POLL_MS);
  }
}

/** Once a day an image may be scanned so, and not at all where Amazon Inspector scans; then its own scan is waited for. */
const notNow = [LimitExceededException, UnsupportedImageTypeException, ValidationException];

async function startScan(image: string, ecr: ECRClient): Promise<void> {
  const command = new StartImageScanCommand(placeOf(image));
  try {
    await askAws('ecr:StartImageScan', () => ecr.send(command));
  } catch (error) {
    if (!notNow.some((refusal) => error instanceof refusal)) throw error;
  }
}

function placeOf(image: string) {
  const [uri = '', imageDigest = ''] = image.split('@');
  return { repositoryName: splitUri(uri).repositoryName, imageId: { imageDigest } };
}

/** Undefined while no scan has begun. */
async function findings(image: string, ecr: ECRClient, nextToken?: string) {
  const command = new DescribeImageScanFindingsCommand({ ...placeOf(image), ...(nextToken ? { nextToken } : {}) });
  try {
    return await askAws('ecr:DescribeImageScanFindings', () => ecr.send(command));
  } catch (error) {
    if (error instanceof ScanNotFoundException) return undefined;
    throw error;
  }
}

async function refusedFindings(image: string, ecr: ECRClient): Promise<string[]> {
  const ids: string[] = [];
  let page = await findings(image, ecr);
  for (;;) {
    const { findings: basic = [], enhancedFindings = [] } = page?.imageScanFindings ?? {};
    ids.push(...basic.filter(({ severity }) => severity === REFUSED).map(({ name = 'unnamed' }) => name));
    ids.push(...enhancedFindings.filter(({ severity }) => severity === REFUSED).map(({ title = 'unnamed' }) => title));
    if (!page?.nextToken) return [...new Set(ids)];
    page = await findings(image, ecr, page.nextToken);
  }
}
