import { VOLUNTEER_PAPERS, type OperatorId, type ServiceDay, type WorkerKind } from '@nuanlin/shared';
import type { Seat, Work } from '../jobs/index.ts';
import type { Available } from './asks.ts';

/**
 * What a seat asks of its worker beside plain skills, written as skills of a day: so that a paper that runs out before
 * the visit excludes its holder, and the engine need not know what a paper is.
 */
const CERTIFICATE = 'certificate ';
const PAPERS = 'papers ';
const KIND = 'by ';
const PROVIDER = 'of ';

const certified = (kind: string, day: ServiceDay): string => `${CERTIFICATE}${kind} on ${day}`;
const papersOn = (day: ServiceDay): string => `${PAPERS}on ${day}`;
const mayDo = (kinds: readonly WorkerKind[]): string => `${KIND}${kinds.toSorted().join(' or ')}`;
/** A visit is done by the staff of whom it was ordered from; volunteers belong to nobody. */
const staffOf = (provider: OperatorId): string => `${PROVIDER}${provider}`;

/** Everything that a seat asks on a day. */
export function needsOf({ skills, certificates, kinds }: Seat, { pickup, operatorPath }: Work['job'], day: ServiceDay) {
  const provider = operatorPath.at(-1);
  return [
    ...skills,
    ...certificates.map((kind) => certified(kind, day)),
    mayDo(kinds),
    papersOn(day),
    ...(pickup || provider === undefined ? [] : [staffOf(provider)]),
  ];
}

/** Couriers and staff show certificates, volunteers their papers (D5). */
export function meets({ kind, certificates, papers, operatorPath }: Available, need: string): boolean {
  const day = need.slice(-10);
  if (needs.isCertificate(need)) {
    const [name] = need.slice(CERTIFICATE.length).split(' ');
    return (
      kind === 'volunteer' || certificates.some((held) => held.kind === name && held.from <= day && held.until >= day)
    );
  }
  if (needs.isPapers(need)) {
    const all = Object.keys(VOLUNTEER_PAPERS);
    return (
      kind !== 'volunteer' || all.every((paper) => papers.some((held) => held.paper === paper && held.until >= day))
    );
  }
  if (needs.isKind(need)) return need.slice(KIND.length).split(' or ').includes(kind);
  const provider = need.slice(PROVIDER.length);
  return needs.isProvider(need) && (kind !== 'staff' || operatorPath.some((operator) => operator === provider));
}

export const needs = {
  isCertificate: (need: string): boolean => need.startsWith(CERTIFICATE),
  isPapers: (need: string): boolean => need.startsWith(PAPERS),
  isKind: (need: string): boolean => need.startsWith(KIND),
  isProvider: (need: string): boolean => need.startsWith(PROVIDER),
  /** A skill as the worker's record has it. */
  isPlain: (need: string): boolean => ![CERTIFICATE, PAPERS, KIND, PROVIDER].some((what) => need.startsWith(what)),
};
