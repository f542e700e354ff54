import type { NewGrant, NewPerson } from '@nuanlin/server';
import type { PersonId } from '@nuanlin/shared';
import { inBatches } from '../../seed/ground.ts';
import type { Day } from '../day.ts';
import type { Ground, SetUp } from './ground.ts';

/** The people of a replay; by restaurant, courier and order of the instance. */
export interface Cast {
  /** Decides the rules and turns the clock. */
  readonly supervisor: PersonId;
  readonly cooks: ReadonlyMap<string, PersonId>;
  readonly couriers: ReadonlyMap<string, PersonId>;
  /** Those who order, one for each elder. */
  readonly children: ReadonlyMap<string, PersonId>;
}

export async function registerCast(day: Day, { area, company, sites }: Ground, setUp: SetUp): Promise<Cast> {
  const [supervisors, cooks, couriers, children] = await Promise.all([
    register(['supervisor'], () => ({ role: 'supervisor', over: area.id, overName: area.name }), setUp),
    register(
      [...sites.keys()],
      (id) => ({ role: 'canteen_staff', over: sites.get(id)?.id ?? company.id, overName: id }),
      setUp,
    ),
    register(
      day.couriers.map(({ id }) => id),
      () => ({ role: 'courier', over: company.id, overName: company.name }),
      setUp,
    ),
    register(
      day.orders.map(({ id }) => id),
      () => null,
      setUp,
    ),
  ]);
  const supervisor = supervisors.get('supervisor');
  if (!supervisor) throw new Error('the supervisor was not registered');
  return { supervisor, cooks, couriers, children };
}

async function register(
  names: readonly string[],
  grantOf: (name: string) => NewGrant | null,
  { platform, product }: SetUp,
): Promise<ReadonlyMap<string, PersonId>> {
  const people = names.map((name): NewPerson => {
    const grant = grantOf(name);
    return { name, phone: null, locale: 'en', demo: null, grants: grant ? [grant] : [] };
  });
  const ids = await Promise.all(
    inBatches(people).map((batch) =>
      platform.transactions.run((session) => product.identity.registerPeople(batch, session)),
    ),
  );
  return new Map(ids.flat().map((id, n) => [names[n] ?? '', id]));
}
