import { distance, type Vec } from './geometry.ts';

/** Classes of street, the names of OpenStreetMap's highway tag. */
export type StreetClass = 'primary' | 'secondary' | 'tertiary' | 'residential' | 'living_street' | 'service';

export interface Street {
  readonly name: string;
  readonly class: StreetClass;
  readonly bridge: boolean;
  /** Numbers of nodes, in order. */
  readonly line: readonly number[];
}

/**
 * Streets and blocks share numbered nodes. A side may get a node put on it at any time; lines and rings written down
 * before that are brought up to date by `unfold`, so that nobody needs to know who else uses the side.
 */
export class Network {
  readonly streets: Street[] = [];
  private readonly places: Vec[] = [];
  private readonly middles = new Map<string, number>();

  get size(): number {
    return this.places.length;
  }

  add(place: Vec): number {
    this.places.push(place);
    return this.places.length - 1;
  }

  /** @throws RangeError when no node has that number */
  at(node: number): Vec {
    const place = this.places[node];
    if (place === undefined) throw new RangeError(`no node ${node}`);
    return place;
  }

  /** Puts a node on the side between two neighbours, or takes the neighbour that is nearer than `snap` metres. */
  putOn(a: number, b: number, place: Vec, snap: number): number {
    const near = [a, b].find((end) => distance(this.at(end), place) < snap);
    if (near !== undefined) return near;
    const node = this.add(place);
    this.middles.set(sideKey(a, b), node);
    return node;
  }

  /** The open line with every node that has been put on it since. */
  unfold(line: readonly number[]): number[] {
    return line.flatMap((from, i) => {
      const to = line[i + 1];
      return to === undefined ? [from] : this.between(from, to);
    });
  }

  /** The closed ring with every node that has been put on it since. */
  unfoldRing(ring: readonly number[]): number[] {
    return this.unfold([...ring, ...ring.slice(0, 1)]).slice(0, -1);
  }

  vecs(nodes: readonly number[]): Vec[] {
    return nodes.map((node) => this.at(node));
  }

  /** Moves every node. */
  bend(by: (place: Vec) => Vec): void {
    for (const [node, place] of this.places.entries()) this.places[node] = by(place);
  }

  /** `from` and whatever has been put between it and `to`; `to` itself left out. */
  private between(from: number, to: number): number[] {
    const middle = this.middles.get(sideKey(from, to));
    return middle === undefined ? [from] : [...this.between(from, middle), ...this.between(middle, to)];
  }
}

const sideKey = (a: number, b: number): string => (a < b ? `${a}-${b}` : `${b}-${a}`);
