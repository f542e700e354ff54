import { centre, toPoint, type Ring, type Vec } from './ground/geometry.ts';
import type { Ground } from './ground/ground.ts';
import type { PlaceKind } from './ground/places.ts';

type Tags = Readonly<Record<string, string>>;

/** Tags of OpenStreetMap for what hangs a sign out; see https://wiki.openstreetmap.org/wiki/Map_features */
const PLACE_TAGS: Record<PlaceKind, Tags> = {
  canteen: { amenity: 'canteen' },
  station: { amenity: 'social_facility', social_facility: 'outreach', 'social_facility:for': 'senior' },
  pharmacy: { amenity: 'pharmacy' },
  market: { amenity: 'marketplace' },
  mosque: { amenity: 'place_of_worship', religion: 'muslim' },
  office: { office: 'company' },
};

const GROUNDS_TAGS = {
  park: { leisure: 'park' },
  hospital: { amenity: 'hospital' },
  school: { amenity: 'school' },
} as const;

const CITY = { 'addr:city': '云河市', 'addr:district': '云溪区' };

/** The ground as an OpenStreetMap XML file, from which routing data and base map are both built. */
export function osmOf(ground: Ground): string {
  const { network } = ground;
  const nodes: string[] = [];
  const ways: string[] = [];

  const node = (place: Vec, tags: Tags = {}): number => {
    const { lon, lat } = toPoint(place);
    const attributes = `id="${nodes.length + 1}" version="1" lat="${lat.toFixed(7)}" lon="${lon.toFixed(7)}"`;
    nodes.push(element('node', attributes, tagLines(tags)));
    return nodes.length;
  };
  const way = (line: readonly number[], tags: Tags) => {
    const refs = line.map((ref) => `<nd ref="${ref}"/>`);
    ways.push(element('way', `id="${ways.length + 1}" version="1"`, [...refs, ...tagLines(tags)]));
  };
  const surface = (ring: Ring, tags: Tags) => {
    const line = ring.map((corner) => node(corner));
    way([...line, ...line.slice(0, 1)], tags);
  };

  const streetNodes = Array.from({ length: network.size }, (_, number) => node(network.at(number)));
  for (const { name, class: highway, bridge, line } of ground.network.streets)
    way(
      network.unfold(line).flatMap((number) => streetNodes[number] ?? []),
      { highway, name, ...(bridge ? { bridge: 'yes', layer: '1' } : {}) },
    );

  surface(ground.river.water, { natural: 'water', water: 'river', name: ground.river.name });
  for (const { name, kind, outline, buildings, pond } of ground.grounds) {
    surface(outline, { ...GROUNDS_TAGS[kind], name });
    if (pond !== undefined) surface(pond, { natural: 'water', water: 'pond' });
    for (const building of buildings) surface(building, { building: kind === 'park' ? 'yes' : kind });
  }
  for (const { name, outline, buildings } of ground.compounds) {
    surface(outline, { landuse: 'residential', place: 'neighbourhood', name });
    for (const { number, outline: walls, floors, entrances } of buildings)
      surface(walls, {
        building: 'apartments',
        name: `${number}号楼`,
        'building:levels': String(floors),
        'building:units': String(entrances.length),
        ...CITY,
        'addr:place': name,
        'addr:housenumber': String(number),
      });
  }
  for (const outline of ground.houses) surface(outline, { building: 'house' });
  for (const { name, kind, outline } of ground.places)
    surface(outline, { building: 'yes', name, ...PLACE_TAGS[kind], ...CITY });

  for (const { name, at } of quartersOf(ground)) node(at, { place: 'suburb', name });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<osm version="0.6" generator="nuanlin demo district">',
    ...nodes,
    ...ways,
    '</osm>',
    '',
  ].join('\n');
}

/** The two subdistricts' names, written over the middle of their compounds. */
function quartersOf({ compounds, river }: Ground): { name: string; at: Vec }[] {
  const middle = centre(river.water).x;
  const mean = (places: readonly Vec[]): Vec => ({
    x: places.reduce((sum, { x }) => sum + x, 0) / places.length,
    y: places.reduce((sum, { y }) => sum + y, 0) / places.length,
  });
  const centres = compounds.map(({ outline }) => centre(outline));
  return [
    { name: '柳荫街道', at: mean(centres.filter(({ x }) => x < middle)) },
    { name: '河东街道', at: mean(centres.filter(({ x }) => x >= middle)) },
  ];
}

const tagLines = (tags: Tags): string[] =>
  Object.entries(tags)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `<tag k="${escaped(key)}" v="${escaped(value)}"/>`);

const element = (name: string, attributes: string, children: readonly string[]): string =>
  children.length === 0 ? `<${name} ${attributes}/>` : `<${name} ${attributes}>${children.join('')}</${name}>`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
