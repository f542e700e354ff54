import { distanceM, unpackLine, type Basemap, type Point } from '@nuanlin/shared';

interface Node {
  readonly at: Point;
  readonly next: { readonly node: Node; readonly metres: number }[];
}

/** The district's own street network, as its base map draws it, to walk and ride along. */
export class Streets {
  private readonly nodes: readonly Node[];

  constructor({ origin, features }: Pick<Basemap, 'origin' | 'features'>) {
    const nodes = new Map<string, Node>();
    const nodeAt = (at: Point): Node => {
      const key = `${at.lon.toFixed(6)},${at.lat.toFixed(6)}`;
      const known = nodes.get(key) ?? { at, next: [] };
      nodes.set(key, known);
      return known;
    };
    for (const { kind, lines } of features) {
      if (kind !== 'street' && kind !== 'bridge') continue;
      for (const line of lines) join(unpackLine(origin, line).map(nodeAt));
    }
    this.nodes = [...nodes.values()];
  }

  /** The shortest way, from door to door; straight where no street leads there. */
  way(from: Point, to: Point): Way {
    const [first, last] = [this.nearest(from), this.nearest(to)];
    const between = first && last ? shortest(first, last) : null;
    return new Way([from, ...(between ?? []), to]);
  }

  private nearest(point: Point): Node | null {
    let [best, least]: [Node | null, number] = [null, Infinity];
    for (const node of this.nodes) {
      const metres = distanceM(node.at, point);
      if (metres < least) [best, least] = [node, metres];
    }
    return best;
  }
}

function join(line: readonly Node[]): void {
  for (const [i, node] of line.entries()) {
    const after = line[i + 1];
    if (!after) continue;
    const metres = distanceM(node.at, after.at);
    node.next.push({ node: after, metres });
    after.next.push({ node, metres });
  }
}

/** Dijkstra's shortest path with a binary heap; null when there is none. */
function shortest(from: Node, to: Node): Point[] | null {
  const metresTo = new Map<Node, number>([[from, 0]]);
  const before = new Map<Node, Node>();
  const heap = new Heap();
  heap.push({ node: from, metres: 0 });
  for (let here = heap.pop(); here; here = heap.pop()) {
    if (here.node === to) return back(to, before);
    if (here.metres > (metresTo.get(here.node) ?? Infinity)) continue;
    for (const { node, metres } of here.node.next) {
      const sum = here.metres + metres;
      if (sum >= (metresTo.get(node) ?? Infinity)) continue;
      metresTo.set(node, sum);
      before.set(node, here.node);
      heap.push({ node, metres: sum });
    }
  }
  return null;
}

function back(to: Node, before: ReadonlyMap<Node, Node>): Point[] {
  const points: Point[] = [];
  for (let node: Node | undefined = to; node; node = before.get(node)) points.unshift(node.at);
  return points;
}

interface Reached {
  readonly node: Node;
  readonly metres: number;
}

class Heap {
  private readonly items: Reached[] = [];

  push(item: Reached): void {
    this.items.push(item);
    for (let i = this.items.length - 1; i > 0; ) {
      const parent = (i - 1) >> 1;
      if (!this.swapIfLess(i, parent)) return;
      i = parent;
    }
  }

  pop(): Reached | undefined {
    const [top] = this.items;
    const last = this.items.pop();
    if (!last || !top || this.items.length === 0) return top;
    this.items[0] = last;
    for (let i = 0; ; ) {
      const [left, right] = [2 * i + 1, 2 * i + 2];
      const child = (this.items[right]?.metres ?? Infinity) < (this.items[left]?.metres ?? Infinity) ? right : left;
      if (!this.swapIfLess(child, i)) return top;
      i = child;
    }
  }

  private swapIfLess(a: number, b: number): boolean {
    const [one, other] = [this.items[a], this.items[b]];
    if (!one || !other || one.metres >= other.metres) return false;
    this.items[a] = other;
    this.items[b] = one;
    return true;
  }
}

/** A line through the streets, with the metres along it. */
export class Way {
  readonly metres: number;
  private readonly legs: readonly {
    readonly from: Point;
    readonly to: Point;
    readonly begins: number;
    readonly ends: number;
  }[];
  private readonly end: Point;

  constructor(points: readonly [Point, ...Point[]] | readonly Point[]) {
    let sum = 0;
    this.legs = points.flatMap((from, i) => {
      const to = points[i + 1];
      if (!to) return [];
      const begins = sum;
      sum += distanceM(from, to);
      return [{ from, to, begins, ends: sum }];
    });
    this.metres = sum;
    const end = points.at(-1);
    if (!end) throw new RangeError('a way has at least one point');
    this.end = end;
  }

  /** Where one stands after so many metres. */
  at(metres: number): Point {
    const leg = this.legs.find(({ ends }) => ends > metres);
    if (!leg) return this.end;
    const share = Math.max(0, metres - leg.begins) / (leg.ends - leg.begins);
    return {
      lon: leg.from.lon + (leg.to.lon - leg.from.lon) * share,
      lat: leg.from.lat + (leg.to.lat - leg.from.lat) * share,
    };
  }
}
