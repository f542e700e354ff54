import type { ElderId, FamilyRight, PersonId } from '@nuanlin/shared';
import { FAMILY_RIGHTS } from '@nuanlin/shared';
import type { NewGrant } from '../../src/features/identity/index.ts';
import type { OpenPlatform } from '../../src/platform/platform.ts';
import { signIn, type Joined } from '../people/town.ts';
import type { Ground } from './ground.ts';

/** Somebody who knocks at every endpoint and stream, with what he is to the thing that is asked for. */
export interface Member {
  readonly who: string;
  readonly personId: PersonId;
  readonly token: string;
  readonly grant: NewGrant | null;
  /** He is asked for, or has, the work of the ground: what is his own carries his id. */
  readonly works: boolean;
}

/** Relations of one role to the elder, area or operator of the ground. */
type Part = readonly [who: string, grant: NewGrant | null, works?: 'works'];

const RIGHTS = Object.keys(FAMILY_RIGHTS) as FamilyRight[];

/** Everybody: each role in every relation to what stands on the ground, family also with each right alone. */
function parts({ town, kitchen, away, elder, neighbour }: Ground): readonly Part[] {
  const ofElder = <R extends 'elder' | 'guardian'>(role: R, over: ElderId) => ({ role, over, overName: '' });
  const family = (over: ElderId, ...rights: FamilyRight[]) => ({ role: 'family', over, rights, overName: '' }) as const;
  const { near, far, county, company } = town;
  const street = (role: 'dispatcher' | 'care_advisor' | 'timebank_manager' | 'supervisor', where: typeof near) =>
    ({ role, over: where.street.id, overName: where.street.name }) as const;
  const under = (role: 'courier' | 'staff' | 'coordinator' | 'canteen_staff', operator: typeof company) =>
    ({ role, over: operator.id, overName: operator.name }) as const;
  const inArea = (where: typeof near) =>
    ({ role: 'volunteer', over: where.community.id, overName: where.community.name }) as const;

  return [
    ['nobody’s relative', null],
    ['elder, another', ofElder('elder', neighbour.elderId)],
    ['guardian', ofElder('guardian', elder.elderId)],
    ['guardian of another', ofElder('guardian', neighbour.elderId)],
    ['family', family(elder.elderId, ...RIGHTS)],
    ['family of another', family(neighbour.elderId, ...RIGHTS)],
    ...RIGHTS.map((right): Part => [`family with ${right} alone`, family(elder.elderId, right)]),
    ['family without a right', family(elder.elderId)],
    ['courier', under('courier', kitchen), 'works'],
    ['courier of the same kitchen', under('courier', kitchen)],
    ['courier of another operator', under('courier', away)],
    ['staff', under('staff', company), 'works'],
    ['staff of the same provider', under('staff', company)],
    ['staff of another operator', under('staff', away)],
    ['volunteer', inArea(near), 'works'],
    ['volunteer of the same area', inArea(near)],
    ['volunteer of another area', inArea(far)],
    ['coordinator', under('coordinator', company)],
    ['coordinator of the kitchen', under('coordinator', kitchen)],
    ['coordinator of another operator', under('coordinator', away)],
    ['canteen staff', under('canteen_staff', kitchen)],
    ['canteen staff of another operator', under('canteen_staff', away)],
    ['dispatcher', street('dispatcher', near)],
    ['dispatcher of the county', { role: 'dispatcher', over: county.id, overName: county.name }],
    ['dispatcher of another district', street('dispatcher', far)],
    ['care advisor', street('care_advisor', near)],
    ['care advisor of another district', street('care_advisor', far)],
    ['time-bank manager', street('timebank_manager', near)],
    ['time-bank manager of another district', street('timebank_manager', far)],
    ['supervisor', street('supervisor', near)],
    ['supervisor of another district', street('supervisor', far)],
  ];
}

export type Cast = ReadonlyMap<string, Member>;

/** Registers the cast and opens its sessions; the elder himself is there already. */
export async function gatherCast(joined: Joined, platform: OpenPlatform, ground: Ground): Promise<Cast> {
  const { elder } = ground;
  const own: NewGrant = { role: 'elder', over: elder.elderId, overName: '' };
  const cast = new Map<string, Member>([
    [
      'elder',
      {
        who: 'elder',
        personId: elder.personId,
        token: await joined.identity.openSession(elder.personId),
        grant: own,
        works: false,
      },
    ],
  ]);
  for (const [who, grant, works] of parts(ground)) {
    const person =
      grant && (grant.role === 'family' || grant.role === 'guardian')
        ? await relative(joined, platform, who, grant)
        : await signIn(joined, platform, who, ...(grant ? [grant] : []));
    cast.set(who, { who, ...person, grant, works: works === 'works' });
  }
  return cast;
}

/** Family comes through the elder's own record, as a link makes it. */
async function relative(
  joined: Joined,
  platform: OpenPlatform,
  who: string,
  grant: Extract<NewGrant, { over: ElderId }>,
) {
  const person = await signIn(joined, platform, who);
  const { role } = grant;
  if (role === 'elder') throw new Error('an elder is no relative of his own');
  const link = { personId: person.personId, relation: 'daughter' } as const;
  const member =
    role === 'family'
      ? ({ ...link, role } as const)
      : ({ ...link, role, papers: { kind: 'agreement', until: null } } as const);
  await joined.elders.linkFamily(grant.over, member, role === 'family' ? grant.rights : []);
  return person;
}
