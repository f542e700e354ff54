import type { Point } from '@nuanlin/shared';
import { SaxesParser } from 'saxes';

export interface OsmNode {
  readonly at: Point;
  readonly tags: ReadonlyMap<string, string>;
}

export interface OsmWay {
  /** Ids of its nodes, in order; a closed way ends as it began. */
  readonly nodes: readonly string[];
  readonly tags: ReadonlyMap<string, string>;
}

export interface Osm {
  readonly nodes: ReadonlyMap<string, OsmNode>;
  readonly ways: readonly OsmWay[];
}

/**
 * Reads nodes and ways of an OpenStreetMap XML file, ours or any other; relations are passed over.
 * @param chunks the file's text in order, in pieces of any length
 * @throws Error with line and column when it is not well-formed
 */
export function readOsm(chunks: Iterable<string>): Osm {
  const nodes = new Map<string, OsmNode>();
  const ways: OsmWay[] = [];
  let refs: string[] = [];
  let tags = new Map<string, string>();

  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    switch (name) {
      case 'node':
        tags = new Map();
        nodes.set(attributes['id'] ?? '', {
          at: { lon: Number(attributes['lon']), lat: Number(attributes['lat']) },
          tags,
        });
        break;
      case 'way':
        [refs, tags] = [[], new Map()];
        ways.push({ nodes: refs, tags });
        break;
      case 'relation':
        tags = new Map();
        break;
      case 'nd':
        refs.push(attributes['ref'] ?? '');
        break;
      case 'tag':
        tags.set(attributes['k'] ?? '', attributes['v'] ?? '');
        break;
    }
  });
  for (const chunk of chunks) parser.write(chunk);
  parser.close();
  return { nodes, ways };
}
