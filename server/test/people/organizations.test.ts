import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { defaultRule, packLine, type Basemap } from '@nuanlin/shared';
import { join } from '../../src/compose.ts';
import { startSystem, type TestSystem } from '../support/system.ts';
import { noOutside } from '../support/outside.ts';
import { foundTown, signIn, type Joined } from './town.ts';

const API = '/api/v1';
let system: TestSystem;
let joined: Joined;
let town: Awaited<ReturnType<typeof foundTown>>;
let supervisor: string;

beforeAll(async () => {
  system = await startSystem((platform) => {
    joined = join(platform, noOutside);
    return joined.composition;
  });
  town = await foundTown(joined);
  const grant = { role: 'supervisor' as const, over: town.near.street.id, overName: '柳荫街道' };
  supervisor = (await signIn(joined, system.platform, '郑海', grant)).token;
});
afterAll(() => system.stop());

const decide = (kind: string, body: object, token = supervisor) =>
  system.request('put', `${API}/rules/${kind}`, token).send(body);

describe('rules', () => {
  test('of a street hold in its communities, not in the next street, and older versions stay', async () => {
    const node = town.near.street.id;
    const first = await decide('credit_rates', { node, value: { percent: 80 } }).expect(200);
    expect(first.body).toMatchObject({ version: 1, from: node, tree: 'area' });
    await decide('credit_rates', { node, value: { percent: 90 } })
      .set('if-match', '"1"')
      .expect(200);
    await decide('credit_rates', { node, value: { percent: 70 } })
      .set('if-match', '"1"')
      .expect(412);

    const { rules } = joined.organizations;
    const at = (areaPath: typeof town.near.community.path) =>
      rules.inForce('credit_rates', { areaPath, operatorPath: [] });
    expect((await at(town.near.community.path)).value).toEqual({ percent: 90 });
    expect((await at(town.far.community.path)).value).toEqual(defaultRule('credit_rates'));
    expect((await rules.at('credit_rates', node, 1)).value).toEqual({ percent: 80 });
  });

  test('of an operator are decided by a supervisor of all the areas that it serves', async () => {
    const node = town.company.id;
    const value = { ...defaultRule('radii'), usual: 900 };
    await decide('radii', { node, value }).expect(200);
    const grant = { role: 'supervisor' as const, over: town.far.street.id, overName: '河东街道' };
    const other = (await signIn(joined, system.platform, '别处', grant)).token;
    await decide('radii', { node, value }, other).expect(404);
    const all = await system.request('get', `${API}/rules?node=${node}`, supervisor).expect(200);
    expect(all.body).toContainEqual(expect.objectContaining({ kind: 'radii', version: 1, value }));
  });

  test.each([
    ['an unknown field', 'credit_rates', { percent: 80, cap: 1 }, 422],
    ['the other tree', 'pay_policy', defaultRule('pay_policy'), 422],
    ['an unknown kind', 'gifts', {}, 422],
  ])('%s is refused', async (_, kind, value, status) => {
    await decide(kind, { node: town.near.street.id, value }).expect(status);
  });
});

test('the map of a district is what was stored for it', async () => {
  const { district } = town.near;
  const path = `${API}/districts/${district.id}/basemap`;
  await system.request('get', path, supervisor).expect(404);
  const [southWest, northEast] = [
    { lon: 120, lat: 30 },
    { lon: 120.1, lat: 30.1 },
  ];
  const line = packLine(southWest, [southWest, northEast]);
  const map: Basemap = {
    origin: southWest,
    southWest,
    northEast,
    features: [{ kind: 'street', name: '柳荫路', rank: 2, lines: [line] }],
  };
  await joined.organizations.putBasemap(district.id, map);
  expect((await system.request('get', path, supervisor).expect(200)).body).toEqual(map);
  const { body } = await system.request('get', `${API}/areas`, supervisor).expect(200);
  expect(body).toContainEqual(town.near.community);
});
