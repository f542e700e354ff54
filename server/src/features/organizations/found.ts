import type { Area, AreaId, Basemap, District, DistrictId, Operator, OperatorId } from '@nuanlin/shared';
import { Refusal } from '@nuanlin/shared';
import type { NewId } from '../../platform/ids.ts';
import type { Tx } from '../../platform/tx.ts';
import type { Places } from './places.store.ts';

interface Ports {
  places: Places;
  newId: NewId;
  tx: Tx;
}

/** Founds a node of the tree of areas. @throws NOT_FOUND for an unknown parent */
export async function createArea(
  { parentId, ...given }: Pick<Area, 'name' | 'level' | 'code'> & { parentId: AreaId | null },
  { places, newId, tx }: Ports,
): Promise<Area> {
  const parent = parentId && known(await places.area(parentId));
  const areaId = newId('area');
  const area = { ...given, id: areaId, path: [...(parent?.path ?? []), areaId] };
  await tx((session) => places.addArea(area, session));
  return area;
}

/** Founds a node of the tree of operators. @throws NOT_FOUND for an unknown parent */
export async function createOperator(
  { parentId, ...given }: Omit<Operator, 'id' | 'path'> & { parentId: OperatorId | null },
  { places, newId, tx }: Ports,
): Promise<Operator> {
  const parent = parentId && known(await places.operator(parentId));
  const operatorId = newId('operator');
  const operator = { ...given, id: operatorId, path: [...(parent?.path ?? []), operatorId] };
  await tx((session) => places.addOperator(operator, session));
  return operator;
}

/** Makes an area a district 片区 with a dispatch loop of its own. @throws NOT_FOUND for an unknown area */
export async function createDistrict(
  given: Omit<District, 'id' | 'areaPath'>,
  { places, newId, tx }: Ports,
): Promise<District> {
  const area = known(await places.area(given.areaId));
  const district = { ...given, id: newId('district'), areaPath: area.path };
  await tx((session) => places.addDistrict(district, session));
  return district;
}

export async function putBasemap(districtId: DistrictId, map: Basemap, { places, tx }: Ports): Promise<void> {
  await tx((session) => places.putBasemap(districtId, map, session));
}

function known<T>(found: T | null): T {
  if (!found) throw new Refusal('NOT_FOUND');
  return found;
}
