import type { CanteenId, DishId, ElderId, Instant, PersonId } from '@nuanlin/shared';
import { openSessions } from '../../sessions.ts';
import type { Day } from '../day.ts';
import { registerCast } from './cast.ts';
import { found, type Ground, type SetUp } from './ground.ts';
import { registerHomes } from './homes.ts';
import { openKitchens } from './kitchens.ts';
import { planShifts } from './shifts.ts';

/** Somebody of the replay, with the Cookie header of the session that was opened for him. */
export interface Actor {
  readonly personId: PersonId;
  readonly cookie: string;
}

/** Everything that must be there before the first order; by the ids of the instance. */
export interface Stage {
  readonly ground: Ground;
  readonly dishId: DishId;
  readonly supervisor: Actor;
  readonly kitchens: ReadonlyMap<string, Actor & { readonly canteenId: CanteenId }>;
  readonly couriers: ReadonlyMap<string, Actor>;
  readonly families: ReadonlyMap<string, Actor & { readonly elderId: ElderId }>;
  /** Plans the couriers' shifts, once it is known where the day's minute 0 lies. */
  planShifts(minuteZero: Instant): Promise<void>;
}

/** Sets the stage through the product's own use cases, with a session for everybody: nobody meets the sign-in limits. */
export async function setStage(day: Day, setUp: SetUp): Promise<Stage> {
  const ground = await found(day, setUp);
  const cast = await registerCast(day, ground, setUp);
  const [homes, { dishId, canteens }, cookies] = await Promise.all([
    registerHomes(day, ground, cast, setUp),
    openKitchens(day, ground, setUp),
    openSessions(setUp.product, [
      cast.supervisor,
      ...cast.cooks.values(),
      ...cast.couriers.values(),
      ...cast.children.values(),
    ]),
  ]);
  const actor = (personId: PersonId): Actor => ({ personId, cookie: cookies.get(personId) ?? '' });
  return {
    ground,
    dishId,
    supervisor: actor(cast.supervisor),
    kitchens: joined(cast.cooks, canteens, (cook, canteenId) => ({ ...actor(cook), canteenId })),
    couriers: new Map([...cast.couriers].map(([id, personId]) => [id, actor(personId)])),
    families: joined(cast.children, homes, (child, elderId) => ({ ...actor(child), elderId })),
    planShifts: (minuteZero) => planShifts(day, ground, cast, minuteZero, setUp),
  };
}

/** What stands under the same id in both. */
const joined = <A, B, C>(ones: ReadonlyMap<string, A>, others: ReadonlyMap<string, B>, join: (a: A, b: B) => C) =>
  new Map(
    [...ones].flatMap(([id, one]): [string, C][] => {
      const other = others.get(id);
      return other === undefined ? [] : [[id, join(one, other)]];
    }),
  );
