import type { ClientSession } from 'mongoose';
import type { ElderId, FamilyRight, Id, PersonId, Role } from '@nuanlin/shared';
import type { Grant } from '../../platform/access/scope.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Sms } from '../../platform/ports/sms.ts';
import type { Tx } from '../../platform/tx.ts';
import { makeBindCode, revokeDevice } from './bind-device.ts';
import { codeStore } from './codes.store.ts';
import { deviceStore } from './devices.store.ts';
import { identityFeed } from './identity.feed.ts';
import { identityRoutes } from './identity.routes.ts';
import { rememberReplaced } from './migrations.ts';
import { openSession, openSessions } from './open-session.ts';
import { createPeople } from './people.store.ts';
import { grant, registerPeople, revoke, setRights, type NewGrant, type NewPerson } from './register.ts';
import { createSessions } from './sessions.ts';
import { sessionStore } from './sessions.store.ts';

export type { DeviceRecord } from './devices.store.ts';
export type { HeldGrant, Person } from './people.store.ts';
export type { NewGrant, NewPerson } from './register.ts';

export type Identity = ReturnType<typeof createIdentity>;

/** People, their sessions and grants. */
export function createIdentity({ config, newId, sealer, events, limits, realMs, transactions }: Platform, sms: Sms) {
  const people = createPeople(sealer);
  const ports = { people, sessions: sessionStore, devices: deviceStore, events, newId, realMs };
  return {
    feature: {
      routes: identityRoutes({
        ...ports,
        ...{ codes: codeStore, sms, sealer, limits },
        demo: config.DEMO,
        perAddress: config.SIGN_INS_PER_ADDRESS,
      }),
      feed: identityFeed,
    },
    migrations: [rememberReplaced],
    sessions: createSessions({ ...ports, tx: transactions.run }),

    people: {
      find: people.find,
      findAll: people.findAll,
      holding: people.holding,
      /** Names by id, for lists. */
      async names(personIds: readonly PersonId[]): Promise<Map<PersonId, string>> {
        return new Map((await people.findAll(personIds)).map(({ id, name }) => [id, name]));
      },
    },

    registerPeople: (newcomers: readonly NewPerson[], session: ClientSession) =>
      registerPeople(newcomers, ports, session),
    grant: (personId: PersonId, right: NewGrant, session: ClientSession) => grant(personId, right, ports, session),
    revoke: (personId: PersonId, role: Role, over: Grant['over'], session: ClientSession) =>
      revoke(personId, role, over, ports, session),
    setRights: (personId: PersonId, elderId: ElderId, rights: readonly FamilyRight[], session: ClientSession) =>
      setRights(personId, elderId, rights, ports, session),

    /** Puts somebody on the demo's sign-in page. */
    showInDemo: people.showInDemo,
    notInDemo: people.notInDemo,

    devices: {
      of: deviceStore.of,
      makeBindCode: (elder: { elderId: ElderId; personId: PersonId }, tx: Tx) => makeBindCode(elder, { ...ports, tx }),
      revoke: (device: { deviceId: Id<'device'>; elderId: ElderId }, tx: Tx) => revokeDevice(device, { ...ports, tx }),
    },

    /** A session without signing in, for set-up; returns the token of the cookie. */
    openSession: (personId: PersonId) =>
      transactions.run((session) => openSession({ personId, deviceId: null }, ports, session)),

    /** Many of them, for simulation and load; the tokens by person. */
    openSessions: (personIds: readonly PersonId[]) =>
      transactions.run((session) => openSessions(personIds, ports, session)),
  };
}
