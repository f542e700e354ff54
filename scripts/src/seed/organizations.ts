import type { Area, Operator } from '@nuanlin/shared';
import { under, type Founded, type Ground } from './ground.ts';

/** Founds areas and operators from the roots down, and the district over the first of the areas. */
export async function seedOrganizations({ product: { organizations }, district }: Ground): Promise<Founded> {
  const areas = new Map<string, Area>();
  for (const { code, name, level, parent } of district.areas) {
    const parentId = parent === null ? null : under(areas, parent).id;
    areas.set(code, await organizations.createArea({ code, name, level, parentId }));
  }

  const operators = new Map<string, Operator>();
  for (const { key, name, level, kind, parent, creditCode, serves } of district.operators) {
    const operator = await organizations.createOperator({
      name,
      level,
      kinds: [kind],
      creditCode,
      parentId: parent === null ? null : under(operators, parent).id,
      serves: serves.map((code) => under(areas, code).id),
    });
    operators.set(key, operator);
  }

  const [root] = areas.values();
  if (root === undefined) throw new RangeError('the district has no areas');
  const { name, zone, centre, southWest, northEast } = district;
  const founded = await organizations.createDistrict({
    name,
    areaId: root.id,
    zone,
    center: centre,
    bounds: [
      [southWest.lon, southWest.lat],
      [northEast.lon, northEast.lat],
    ],
  });
  return { district: founded, areas, operators };
}
