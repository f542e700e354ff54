import type { ClientSession } from 'mongoose';
import { id, Refusal, type ElderId, type ElderRecord, type Locale } from '@nuanlin/shared';
import type { DomainEvent } from '../../events/index.ts';
import { covers, type Scope } from '../../platform/access/scope.ts';
import type { EventLog } from '../../platform/events.ts';
import type { SignedIn } from '../../platform/http/route.ts';
import type { NewId } from '../../platform/ids.ts';
import { isDuplicate, type Tx } from '../../platform/tx.ts';
import type { Identity } from '../identity/index.ts';
import type { Organizations } from '../organizations/index.ts';
import { residenceOf, type Elder } from './elder.ts';
import type { Elders } from './elders.store.ts';

export interface RegisterPorts {
  elders: Elders;
  identity: Identity;
  organizations: Organizations;
  events: EventLog<DomainEvent>;
  newId: NewId;
}

/**
 * Registers an elder, who becomes a person with the grant over himself.
 * @throws NOT_FOUND for a place outside the caller's areas, ELDER_EXISTS for a known identity number
 */
export async function registerElder(
  { actor: _a, call: _c, now: _n, scope, ...record }: ElderRecord & SignedIn,
  ports: RegisterPorts & { tx: Tx },
): Promise<Elder> {
  const drafts = await place([record], scope, ports);
  return ports.tx(async (session) => {
    const [elder] = await enter(drafts, ports, session);
    if (!elder) throw new Refusal('INTERNAL');
    return elder;
  });
}

/** Registers many elders in one transaction, for set-up. */
export async function registerElders(
  entries: readonly ElderRecord[],
  scope: Scope,
  ports: RegisterPorts & { tx: Tx },
): Promise<Elder[]> {
  const drafts = await place(entries, scope, ports);
  return ports.tx((session) => enter(drafts, ports, session));
}

type Draft = Omit<Elder, 'personId' | 'personIds'>;

/** Finds where the elders' homes stand, and holds that against the caller's scope. */
async function place(
  entries: readonly ElderRecord[],
  scope: Scope,
  { organizations: { places }, newId }: RegisterPorts,
): Promise<Draft[]> {
  const homes = entries.map(residenceOf);
  const areas = await byId([...new Set(homes.map(({ areaId }) => areaId))], places.area);
  const districts = await byId([...new Set(homes.map(({ districtId }) => districtId))], places.district);
  return entries.map((record) => {
    const { areaId, districtId } = residenceOf(record);
    const [area, district] = [areas.get(areaId), districts.get(districtId)];
    if (!area || !district) throw new Refusal('NOT_FOUND');
    const elderId = newId('elder');
    const placed = { elderId, areaPath: area.path, operatorPath: [], personIds: [] };
    if (!covers(scope, placed)) throw new Refusal('NOT_FOUND');
    return {
      ...record,
      ...placed,
      version: 1,
      districtId,
      zone: district.zone,
      family: [],
      absences: [],
      consents: [],
      cards: [],
    };
  });
}

async function byId<I, T>(ids: readonly I[], find: (one: I) => Promise<T | null>): Promise<Map<I, T>> {
  const found = await Promise.all(ids.map(async (one) => [one, await find(one)] as const));
  return new Map(found.flatMap(([one, thing]) => (thing === null ? [] : [[one, thing]])));
}

async function enter(drafts: readonly Draft[], ports: RegisterPorts, session: ClientSession): Promise<Elder[]> {
  const { elders, identity, events } = ports;
  const personIds = await identity.registerPeople(drafts.map(asPerson), session);
  const registered = drafts.map((draft, n) => {
    const personId = id('person').parse(personIds[n]);
    return { ...draft, personId, personIds: [personId] };
  });
  try {
    await elders.add(registered, session);
  } catch (error) {
    throw isDuplicate(error) ? new Refusal('ELDER_EXISTS') : error;
  }
  await events.add(registered.map(registeredEvent), session);
  return registered;
}

/** The number stays in the elder's record alone: nobody signs in by a code as the elder. */
const asPerson = ({ name, elderId }: { name: string; elderId: ElderId }) => ({
  name,
  phone: null,
  locale: 'zh-CN' satisfies Locale as Locale,
  demo: null,
  grants: [{ role: 'elder' as const, over: elderId, overName: name }],
});

const registeredEvent = ({ elderId, areaPath, operatorPath }: Elder) => ({
  type: 'elder_registered' as const,
  facts: { elderId, areaPath: [...areaPath], operatorPath: [...operatorPath] },
});
