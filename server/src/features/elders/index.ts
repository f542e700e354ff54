import type { ConsentKindCode, ElderId, ElderRecord, FamilyRight } from '@nuanlin/shared';
import { unscoped, type Placed, type Scope } from '../../platform/access/scope.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Identity } from '../identity/index.ts';
import type { Organizations } from '../organizations/index.ts';
import { absenceDeadlines } from './absences.ts';
import { enterConsents } from './consents.ts';
import type { FamilyLink } from './elder.ts';
import { eldersFeed } from './elders.feed.ts';
import { eldersRoutes } from './elders.routes.ts';
import { createElderStore } from './elders.store.ts';
import { link } from './family.ts';
import { linkCodes } from './link-codes.store.ts';
import { sealDoors } from './migrations.ts';
import { registerElders } from './register-elder.ts';

export { doorOf, type Door } from './at-the-door.ts';
export { isGoodCard } from './cards.ts';
export { consentsOf, speakersOf } from './speaking.ts';
export { absenceDuring, ageOf, homeOf, livesAlone, residenceOf, type Elder } from './elder.ts';

export type EldersFeature = ReturnType<typeof createElders>;

/** Elders with their records, families, consents and absences. */
export function createElders(
  { clock, deadlines, events, limits, newId, realMs, sealer, transactions }: Platform,
  { identity, organizations }: { identity: Identity; organizations: Organizations },
) {
  const elders = createElderStore(sealer);
  const ports = { elders, identity, organizations, deadlines, events, limits, linkCodes, newId, realMs, sealer };
  return {
    migrations: [sealDoors(sealer)],
    feature: {
      routes: eldersRoutes(ports),
      feed: eldersFeed(elders, clock),
      deadlines: absenceDeadlines(ports),
    },

    /** @throws NOT_FOUND when there is no such elder, or not in this scope */
    get: (scope: Scope, elderId: ElderId) => elders.get(scope, elderId),
    all: elders.all,
    ofDistrict: elders.ofDistrict,

    /** Where an elder stands, for those who hear his stream. */
    async whereIs(elderId: string): Promise<Placed | null> {
      const [elder] = await elders.all(unscoped('who may hear an elder’s stream'), [elderId as ElderId]);
      return elder ?? null;
    },

    /** Many elders at once, for set-up; in the order given. */
    registerAll: (entries: readonly ElderRecord[]) =>
      registerElders(entries, unscoped('set-up'), { ...ports, tx: transactions.run }),

    /** Consents that were signed on paper before, for set-up. */
    enterConsents: (elderIds: readonly ElderId[], kinds: readonly ConsentKindCode[]) =>
      enterConsents({ elderIds, kinds, now: clock.now() }, { ...ports, tx: transactions.run }),

    /** Links a family member or guardian without a code, for set-up. @throws LINK_EXISTS */
    linkFamily: (elderId: ElderId, member: FamilyLink, rights: readonly FamilyRight[]) =>
      transactions.run(async (session) =>
        link(await elders.get(unscoped('set-up'), elderId), member, rights, ports, session),
      ),
  };
}
