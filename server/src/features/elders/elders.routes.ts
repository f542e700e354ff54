import { contract, id, type ElderId } from '@nuanlin/shared';
import { asIs, routesWith, type SignedIn } from '../../platform/http/route.ts';
import { beginAbsence, finishAbsence, type AbsencePorts } from './absences.ts';
import { blockCard, issueCard } from './cards.ts';
import { changeElder, readElder } from './change-elder.ts';
import { giveConsent, withdrawConsent } from './consents.ts';
import { listDevices, makeDeviceCode, presentDevice, unbindDevice } from './devices.ts';
import type { Elder } from './elder.ts';
import { presentCard, presentElder, presentMember } from './elder.presenter.ts';
import type { Elders } from './elders.store.ts';
import {
  appointGuardian,
  endLink,
  FIRST_RIGHTS,
  linkByCode,
  makeLinkCode,
  setFamilyRights,
  type FamilyPorts,
} from './family.ts';
import { registerElder, type RegisterPorts } from './register-elder.ts';
import { readQuery } from './search.ts';

export function eldersRoutes(ports: Omit<RegisterPorts & FamilyPorts & AbsencePorts, 'tx'>) {
  const { route } = routesWith(ports);
  const { elders } = contract;
  const page = (elder: Elder, viewer: SignedIn) => presentElder(elder, viewer, ports.identity);
  return {
    register: route(elders.register, registerElder, page),
    mine: route(elders.mine, myElders, (found, viewer) => found.map((elder) => presentCard(elder, viewer))),
    search: route(elders.search, searchElders, ({ found, nextCursor }, viewer) => ({
      items: found.map((elder) => presentCard(elder, viewer)),
      nextCursor,
    })),
    one: route(elders.one, readElder, page),
    change: route(elders.change, changeElder, page),
    makeLinkCode: route(elders.makeLinkCode, makeLinkCode, asIs),
    link: route(elders.link, linkByCode, (elder, viewer) => ({
      ...presentCard(elder, viewer),
      rights: [...FIRST_RIGHTS],
    })),
    setRights: route(elders.setRights, setFamilyRights, (set) => presentMember(set, ports.identity)),
    appointGuardian: route(elders.appointGuardian, appointGuardian, (set) => presentMember(set, ports.identity)),
    unlink: route(elders.unlink, endLink, asIs),
    giveConsent: route(elders.giveConsent, giveConsent, asIs),
    withdrawConsent: route(elders.withdrawConsent, withdrawConsent, asIs),
    startAbsence: route(elders.startAbsence, beginAbsence, asIs),
    endAbsence: route(elders.endAbsence, finishAbsence, asIs),
    issueCard: route(elders.issueCard, issueCard, asIs),
    blockCard: route(elders.blockCard, blockCard, asIs),
    makeDeviceCode: route(elders.makeDeviceCode, makeDeviceCode, asIs),
    devices: route(elders.devices, listDevices, (found) => found.map(presentDevice)),
    revokeDevice: route(elders.revokeDevice, unbindDevice, asIs),
  };
}

type Reading = { elders: Elders };

const myElders = ({ scope }: SignedIn, { elders }: Reading): Promise<Elder[]> => elders.all(scope);

async function searchElders(
  { q, cursor, limit, scope }: { q: string; cursor?: string | undefined; limit: number } & SignedIn,
  { elders }: Reading,
): Promise<{ found: Elder[]; nextCursor: ElderId | null }> {
  const after = id('elder').safeParse(cursor).data ?? null;
  const found = await elders.search(scope, readQuery(q), { after, limit });
  return { found, nextCursor: found.length === limit ? (found.at(-1)?.elderId ?? null) : null };
}
