import { id, WORKER_KINDS, type ElderId, type OperatorId, type PersonId, type WorkerKind } from '@nuanlin/shared';

/** A right that somebody holds, as set-up reads it. */
export interface Held {
  readonly role: string;
  readonly over: string;
  readonly rights?: readonly string[];
}

/** Somebody to be played, with the Cookie header of his session. */
export interface Someone {
  readonly id: PersonId;
  readonly name: string;
  readonly cookie: string;
  readonly grants: readonly Held[];
}

/** The parts that people play, by what they may do. */
export interface Parts<P> {
  readonly workers: readonly { readonly person: P; readonly kind: WorkerKind }[];
  readonly coordinators: readonly { readonly person: P; readonly provider: OperatorId }[];
  readonly kitchenHands: readonly P[];
  readonly dispatchers: readonly P[];
  readonly elders: ReadonlyMap<ElderId, P>;
  /** Who may order for an elder: family members who hold the right, guardians, and the elders themselves. */
  readonly orderers: readonly { readonly person: P; readonly elderId: ElderId; readonly isKin: boolean }[];
}

const elderId = id('elder');
const operatorId = id('operator');
const isWorkerKind = (role: string): role is WorkerKind => WORKER_KINDS.some((kind) => kind === role);
const mayOrder = ({ role, rights }: Held): boolean => role !== 'family' || (rights ?? []).includes('order');

/** Gives everybody his parts; a person may have several. */
export function partsOf<P extends { readonly grants: readonly Held[] }>(people: readonly P[]): Parts<P> {
  const held = people.flatMap((person) => person.grants.map((grant) => ({ person, grant })));
  const as = (...roles: string[]) => held.filter(({ grant }) => roles.includes(grant.role));
  return {
    workers: held.flatMap(({ person, grant }) => (isWorkerKind(grant.role) ? [{ person, kind: grant.role }] : [])),
    coordinators: as('coordinator').map(({ person, grant }) => ({ person, provider: operatorId.parse(grant.over) })),
    kitchenHands: as('canteen_staff').map(({ person }) => person),
    dispatchers: as('dispatcher').map(({ person }) => person),
    elders: new Map(as('elder').map(({ person, grant }) => [elderId.parse(grant.over), person])),
    orderers: as('elder', 'guardian', 'family')
      .filter(({ grant }) => mayOrder(grant))
      .map(({ person, grant }) => ({ person, elderId: elderId.parse(grant.over), isKin: grant.role !== 'elder' })),
  };
}
