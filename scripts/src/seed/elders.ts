import type { ElderId, ElderRecord } from '@nuanlin/shared';
import type { DistrictElder } from '../district/people/elders.ts';
import { inBatches, under, type Founded, type Ground, type PersonIds } from './ground.ts';

export interface SeededElders {
  readonly ids: ReadonlyMap<string, ElderId>;
  readonly people: PersonIds;
}

/** Registers the elders; each knows the volunteers who are paired with him. */
export async function seedElders(
  { product, district }: Ground,
  founded: Founded,
  people: PersonIds,
): Promise<SeededElders> {
  const pairs = district.volunteers.flatMap(({ person, pairs }) => pairs.map((elder) => ({ person, elder })));
  const records = district.elders.map((elder) => {
    const paired = pairs.filter((pair) => pair.elder === elder.key).map(({ person }) => person);
    return recordOf(
      { ...elder, wishes: { ...elder.wishes, knows: [...elder.wishes.knows, ...paired] } },
      founded,
      people,
    );
  });
  const registered = (await Promise.all(inBatches(records).map(product.elders.registerAll))).flat();
  const keyed = registered.flatMap((elder, n) => {
    const made = district.elders[n];
    return made ? [{ key: made.key, ...elder }] : [];
  });
  return {
    ids: new Map(keyed.map(({ key, elderId }) => [key, elderId])),
    people: new Map(keyed.map(({ key, personId }) => [key, personId])),
  };
}

function recordOf(
  { key: _key, ...elder }: DistrictElder,
  { areas, district }: Founded,
  people: PersonIds,
): ElderRecord {
  return {
    ...elder,
    residences: elder.residences.map(({ area, ...home }) => ({
      ...home,
      areaId: under(areas, area).id,
      districtId: district.id,
    })),
    wishes: {
      ...elder.wishes,
      knows: elder.wishes.knows.map((person) => under(people, person)),
      blocks: elder.wishes.blocks.map((person) => under(people, person)),
    },
  };
}
