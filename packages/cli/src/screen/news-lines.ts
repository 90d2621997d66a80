import { inert } from './format.ts';
import { inForce } from './status-screen.ts';
import type { StatusView } from './status-view.ts';

/** What is new of the fleet as a whole and of people's hands, a line each. */
export function newsLines(before: StatusView, after: StatusView): readonly string[] {
  return [
    ...staleLines(before, after),
    ...hostLines(before, after),
    ...policyLines(before, after),
    ...labelLines(before, after),
    ...handLines(before, after),
  ];
}

function staleLines(before: StatusView, after: StatusView): readonly string[] {
  if (before.stale === after.stale) return [];
  return [after.stale ? after.sentence : `ARES looks again. ${after.sentence}`];
}

function hostLines(before: StatusView, after: StatusView): readonly string[] {
  const [was, is] = [before, after].map(({ silentHosts }) => silentHosts.map(({ host }) => host));
  const silent = is?.filter((host) => !was?.includes(host)) ?? [];
  const back = was?.filter((host) => !is?.includes(host)) ?? [];
  return [
    ...silent.map((host) => `host ${host} does not answer: its services are unknown`),
    ...back.map((host) => `host ${host} answers again`),
  ];
}

function policyLines({ policy: before }: StatusView, { policy: after }: StatusView): readonly string[] {
  if (before.rejected === after.rejected) return [];
  return [
    after.rejected === undefined
      ? 'the policy is in force again as it is written'
      : `POLICY REFUSED, ${inForce(after)}: ${inert(after.rejected)}`,
  ];
}

function labelLines(before: StatusView, after: StatusView): readonly string[] {
  const [was = [], is = []] = [before, after].map(({ labelProblems }) =>
    labelProblems.map(({ leftAlone, label, containerName, reason }) =>
      inert(`${leftAlone ? 'left alone' : 'not followed'}: label ${label} of ${containerName}: ${reason}`),
    ),
  );
  return is.filter((line) => !was.includes(line));
}

function handLines(before: StatusView, after: StatusView): readonly string[] {
  const was = new Set(before.services.filter((service) => service.inPersonsHands).map(({ id }) => id));
  return after.services
    .filter(({ id, inPersonsHands }) => inPersonsHands && !was.has(id))
    .map(({ name, note }) => `${name}: ${note}`);
}
