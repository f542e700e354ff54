import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Basemap, ServiceDay } from '@nuanlin/shared';
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

/** Draws the base map of an OpenStreetMap XML file, the demo's or one's own. */
export function writeBasemap(osmFile: string, basemapFile: string): Basemap {
  const basemap = basemapOf(readOsm([readFileSync(osmFile, 'utf8')]));
  writeFileSync(basemapFile, JSON.stringify(basemap));
  return basemap;
}
