import {
  BASEMAP_KINDS,
  packLine,
  type Basemap,
  type BasemapFeature,
  type PackedLine,
  type Point,
} from '@nuanlin/shared';
import type { Osm, OsmWay } from './osm-reader.ts';

type Tags = ReadonlyMap<string, string>;
type Look = Pick<BasemapFeature, 'kind' | 'name' | 'rank'>;

/** Highway classes by the width they are drawn with, 1 widest; links go with their road. */
const RANKS: Readonly<Record<string, number>> = {
  motorway: 1,
  trunk: 1,
  primary: 1,
  secondary: 2,
  tertiary: 3,
  unclassified: 4,
  residential: 4,
  living_street: 5,
  pedestrian: 5,
  service: 6,
  footway: 6,
  path: 6,
  cycleway: 6,
  steps: 6,
};

/** Amenities worth a label of their own. */
const LABELLED = ['amenity', 'office', 'shop', 'tourism'];

/** Draws the base map of an OpenStreetMap file: what it shows, packed small, in the order in which to draw it. */
export function basemapOf(osm: Osm): Basemap {
  const streets = osm.ways.filter(({ tags }) => tags.has('highway')).flatMap((way) => placesOf(osm, way));
  const southWest = { lon: least(streets.map(({ lon }) => lon)), lat: least(streets.map(({ lat }) => lat)) };
  const northEast = { lon: -least(streets.map(({ lon }) => -lon)), lat: -least(streets.map(({ lat }) => -lat)) };

  const features = new Map<string, BasemapFeature>();
  const draw = (look: Look, line: PackedLine) => {
    const key = `${look.kind} ${look.rank} ${look.name}`;
    const feature = features.get(key) ?? { ...look, lines: [] };
    feature.lines.push(line);
    features.set(key, feature);
  };

  for (const way of osm.ways) {
    const line = placesOf(osm, way);
    if (line.length < 2) continue;
    const look = lookOf(way);
    if (look !== undefined) draw(look, packLine(southWest, isSurface(look) ? line.slice(0, -1) : line));
    const label = labelOf(way.tags);
    if (label !== undefined) draw(label, packLine(southWest, [middle(line)]));
  }
  for (const { at, tags } of osm.nodes.values()) {
    const label = labelOf(tags);
    if (label !== undefined) draw(label, packLine(southWest, [at]));
  }
  const inOrder = [...features.values()].toSorted((a, b) => order(a) - order(b) || b.rank - a.rank);
  return { origin: southWest, southWest, northEast, features: inOrder };
}

const placesOf = (osm: Osm, { nodes }: OsmWay): Point[] => nodes.flatMap((ref) => osm.nodes.get(ref)?.at ?? []);

/** How a way is drawn, by its tags; undefined: not at all. */
function lookOf({ nodes, tags }: OsmWay): Look | undefined {
  const highway = tags.get('highway');
  const name = tags.get('name') ?? '';
  if (highway !== undefined) {
    const rank = RANKS[highway.replace(/_link$/, '')];
    return rank === undefined ? undefined : { kind: tags.get('bridge') === 'yes' ? 'bridge' : 'street', name, rank };
  }
  const closed = nodes.length > 3 && nodes[0] === nodes.at(-1);
  if (!closed) return undefined;
  if (tags.has('building'))
    return { kind: 'building', name: tags.get('addr:housenumber') === undefined ? '' : name, rank: 0 };
  if (tags.get('natural') === 'water' || tags.get('waterway') === 'riverbank') return { kind: 'river', name, rank: 0 };
  if (['park', 'garden'].includes(tags.get('leisure') ?? '') || ['grass', 'forest'].includes(tags.get('landuse') ?? ''))
    return { kind: 'green', name, rank: 0 };
  if (tags.get('landuse') === 'residential' && name !== '') return { kind: 'compound', name, rank: 0 };
  return undefined;
}

/** A label for what people look for on a map, or undefined. */
function labelOf(tags: Tags): Look | undefined {
  const name = tags.get('name');
  const labelled = LABELLED.some((key) => tags.has(key)) || (tags.has('place') && !tags.has('landuse'));
  return name !== undefined && labelled ? { kind: 'place', name, rank: 0 } : undefined;
}

const isSurface = ({ kind }: Look): boolean => kind !== 'street' && kind !== 'bridge';

const order = ({ kind }: Look): number => BASEMAP_KINDS.indexOf(kind);

const least = (numbers: readonly number[]): number => numbers.reduce((low, number) => Math.min(low, number), Infinity);

const middle = (line: readonly Point[]): Point => {
  const corners = line.slice(0, -1);
  return {
    lon: corners.reduce((sum, { lon }) => sum + lon, 0) / corners.length,
    lat: corners.reduce((sum, { lat }) => sum + lat, 0) / corners.length,
  };
};
