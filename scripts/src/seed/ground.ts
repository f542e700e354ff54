import type { join, OpenPlatform } from '@nuanlin/server';
import type { Area, District as FoundedDistrict, Operator, PersonId } from '@nuanlin/shared';
import type { District } from '../district/district.ts';

/** What every part of the seeding works with. */
export interface Ground {
  readonly platform: OpenPlatform;
  readonly product: ReturnType<typeof join>;
  readonly district: District;
}

/** The trees that were founded, by division code and by key. */
export interface Founded {
  readonly district: FoundedDistrict;
  readonly areas: ReadonlyMap<string, Area>;
  readonly operators: ReadonlyMap<string, Operator>;
}

/** People by key; elders are people too. */
export type PersonIds = ReadonlyMap<string, PersonId>;

/** What stands under a key of the generated district. @throws RangeError for a key that the district does not know */
export function under<K, V>(things: ReadonlyMap<K, V>, key: K): V {
  const found = things.get(key);
  if (found === undefined) throw new RangeError(`the district has no ${String(key)}`);
  return found;
}

/** So many documents fit well into one transaction, which MongoDB ends after 10 s. */
const BATCH = 60;

export const inBatches = <T>(all: readonly T[], size: number = BATCH): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
