import { describe, expect, test } from '@jest/globals';
import { distanceM, unpackLine, type Point } from '@nuanlin/shared';
import { basemapOf } from '../basemap.ts';
import { readOsm, type Osm } from '../osm-reader.ts';
import { osmOf } from '../osm.ts';
import { randomFrom } from '../random.ts';
import { toPoint } from './geometry.ts';
import { layGround } from './ground.ts';

const streetsOf = (osm: Osm) => osm.ways.filter(({ tags }) => tags.has('highway'));

/** Ids of the street nodes that can be reached from the first one. */
function reachable(osm: Osm): { all: Set<string>; reached: Set<string> } {
  const next = new Map<string, string[]>();
  for (const { nodes } of streetsOf(osm))
    for (const [i, a] of nodes.entries())
      for (const b of [nodes[i - 1], nodes[i + 1]]) if (b !== undefined) next.set(a, [...(next.get(a) ?? []), b]);
  const [first = ''] = next.keys();
  const reached = new Set([first]);
  for (const node of reached) for (const neighbour of next.get(node) ?? []) reached.add(neighbour);
  return { all: new Set(next.keys()), reached };
}

describe.each([1, 2, 3, 7, 2026])('the ground of seed %i', (seed) => {
  const ground = layGround(randomFrom(seed).fork('ground'));
  const osm = readOsm([osmOf(ground)]);

  test('has some three thousand street nodes, all in one piece', () => {
    const { all, reached } = reachable(osm);
    expect(all.size).toBeGreaterThan(2600);
    expect(all.size).toBeLessThan(3500);
    expect(reached.size).toBe(all.size);
  });

  test('has every door at a street node', () => {
    const { reached } = reachable(osm);
    const places = new Set([...reached].map((ref) => keyOf(osm.nodes.get(ref)?.at)));
    for (const { buildings } of ground.compounds)
      for (const { entrances } of buildings)
        for (const node of entrances) expect(places.has(keyOf(toPoint(ground.network.at(node))))).toBe(true);
  });

  test('has two bridges, and nothing else crosses the water', () => {
    const bridges = streetsOf(osm).filter(({ tags }) => tags.get('bridge') === 'yes');
    expect(bridges).toHaveLength(2);
    const closed: Osm = { ...osm, ways: osm.ways.filter((way) => !bridges.includes(way)) };
    const { all, reached } = reachable(closed);
    expect(reached.size).toBeLessThan(all.size);
  });

  test('has no two edges of one length in a row, so that routing has no ties to break', () => {
    const lengths = streetsOf(osm).flatMap(({ nodes }) =>
      nodes.slice(1).map((node, i) => {
        const [a, b] = [osm.nodes.get(nodes[i] ?? '')?.at, osm.nodes.get(node)?.at];
        return a && b ? distanceM(a, b) : 0;
      }),
    );
    expect(Math.min(...lengths)).toBeGreaterThan(0.3);
    expect(new Set(lengths.map((length) => length.toFixed(2))).size).toBeGreaterThan(lengths.length * 0.6);
  });

  test('names every street but the drives', () => {
    for (const { tags } of streetsOf(osm))
      if (tags.get('highway') !== 'service') expect(tags.get('name')).toMatch(/\p{Script=Han}/u);
  });

  test('gives every compound at least four buildings', () => {
    for (const { name, buildings } of ground.compounds) expect([name, buildings.length >= 4]).toEqual([name, true]);
  });

  test('makes a base map of at most 300 KB with the compounds’ names', () => {
    const map = basemapOf(osm);
    expect(JSON.stringify(map).length).toBeLessThan(300_000);
    expect(map.features.filter(({ kind }) => kind === 'compound').map(({ name }) => name)).toEqual(
      ground.compounds.map(({ name }) => name),
    );
    const places = map.features.filter(({ kind }) => kind === 'place').map(({ name }) => name);
    expect(places).toEqual(expect.arrayContaining(['柳荫社区食堂', '云溪区人民医院', '柳荫街道']));
    expect(
      map.features.find(({ name }) => name === '柳荫里')?.lines.flatMap((line) => unpackLine(map.origin, line)).length,
    ).toBeGreaterThan(3);
  });
});

const keyOf = (at: Point | undefined) => `${at?.lon.toFixed(6)} ${at?.lat.toFixed(6)}`;

describe('reading OpenStreetMap', () => {
  test('takes pieces of any length, references and relations', () => {
    const xml =
      '<osm><node id="1" lat="1.5" lon="2"><tag k="name" v="甲 &amp; 乙"/></node><node id="2" lat="1" lon="2"/>' +
      '<way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way>' +
      '<relation id="3"><member type="way" ref="9" role=""/><tag k="name" v="not the way’s"/></relation></osm>';
    const osm = readOsm(xml.match(/.{1,7}/gsu) ?? []);
    expect(osm.nodes.get('1')).toEqual({ at: { lon: 2, lat: 1.5 }, tags: new Map([['name', '甲 & 乙']]) });
    expect(osm.ways).toEqual([{ nodes: ['1', '2'], tags: new Map([['highway', 'residential']]) }]);
  });

  test('says where a file is broken', () => {
    expect(() => readOsm(['<osm><node id="1"'])).toThrow(/1:/);
  });
});
