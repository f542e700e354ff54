import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { basemap, type Basemap, type ServiceDay } from '@nuanlin/shared';
import { basemapOf } from './basemap.ts';
import { makeDistrict, type District } from './district.ts';
import { readOsm } from './osm-reader.ts';
import { osmOf } from './osm.ts';
import { randomFrom } from './random.ts';

export interface WriteDistrict {
  readonly seed: number;
  /** The day on which the demo begins: ages, certificates and menus are true on it. */
  readonly day: ServiceDay;
  readonly dir: string;
}

/** Files of a district in its folder. */
export const FILES = { osm: 'district.osm', people: 'district.json', basemap: 'basemap.json' } as const;

/** Makes the demo district and writes its street network, its people and its base map. */
export function writeDistrict({ seed, day, dir }: WriteDistrict): District {
  const { ground, district } = makeDistrict(day, randomFrom(seed));
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, FILES.osm), osmOf(ground));
  writeFileSync(join(dir, FILES.people), `${JSON.stringify(district, null, 1)}\n`);
  writeBasemap(join(dir, FILES.osm), join(dir, FILES.basemap));
  return district;
}

/** The people of a district that was written to a folder, and its base map. */
export function readDistrict(dir: string): { district: District; basemap: Basemap } {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(dir, file), 'utf8'));
  return { district: read(FILES.people) as District, basemap: basemap.parse(read(FILES.basemap)) };
}

/** Draws the base map of an OpenStreetMap XML file, the demo's or one's own. */
export function writeBasemap(osmFile: string, basemapFile: string): Basemap {
  const drawn = basemapOf(readOsm([readFileSync(osmFile, 'utf8')]));
  writeFileSync(basemapFile, JSON.stringify(drawn));
  return drawn;
}
