import { meet, type Box, type Shape } from './drawing.ts';
import type { Label } from './labels.ts';

/** The map's colours in the present theme. */
export interface Palette {
  readonly land: string;
  readonly compound: string;
  readonly building: string;
  readonly park: string;
  readonly water: string;
  readonly street: string;
  readonly streetEdge: string;
  readonly label: string;
  readonly font: string;
}

export interface Tile {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** Pixels of a tile's side, before the screen's own density. */
export const TILE = 256;

/** Width of a street in metres by its rank, wider than life, so that it can be read. */
const STREET_M: Readonly<Record<number, number>> = { 1: 26, 2: 19, 3: 13, 4: 9, 5: 6, 6: 4 };
const EQUATOR_M = 40_075_017;

/** Draws one tile: ground, water, buildings, streets with their edges, then the names that reach into it. */
export function drawTile(
  ctx: CanvasRenderingContext2D,
  { x, y, zoom }: Tile,
  shapes: readonly Shape[],
  labels: readonly Label[],
  palette: Palette,
): void {
  const world = TILE * 2 ** zoom;
  const margin = 40 / world;
  const inside: Box = {
    minX: (x * TILE) / world - margin,
    minY: (y * TILE) / world - margin,
    maxX: ((x + 1) * TILE) / world + margin,
    maxY: ((y + 1) * TILE) / world + margin,
  };
  const seen = shapes.filter(({ box }) => meet(box, inside));
  const streets = seen.filter(({ kind, type }) => kind === 'street' && type === 'LineString');

  ctx.fillStyle = palette.land;
  ctx.fillRect(0, 0, TILE, TILE);
  ctx.lineJoin = ctx.lineCap = 'round';

  for (const shape of seen) {
    const colour = {
      compound: palette.compound,
      green: palette.park,
      river: palette.water,
      building: palette.building,
    }[shape.kind as string];
    if (!colour || (shape.kind === 'building' && zoom < 15)) continue;
    trace(shape);
    ctx.fillStyle = ctx.strokeStyle = colour;
    ctx.lineWidth = shape.type === 'LineString' ? streetWidth(1) * 1.6 : 2;
    if (shape.type === 'Polygon') ctx.fill('evenodd');
    ctx.stroke();
  }
  for (const shape of streets) stroke(shape, palette.streetEdge, streetWidth(shape.rank) + 2);
  for (const shape of streets) stroke(shape, palette.street, streetWidth(shape.rank));
  for (const shape of seen.filter(({ kind }) => kind === 'bridge')) {
    stroke(shape, palette.streetEdge, streetWidth(shape.rank) + 3);
    stroke(shape, palette.street, streetWidth(shape.rank));
  }
  for (const label of labels) write(label);

  function streetWidth(rank: number): number {
    const latitude = Math.atan(Math.sinh(Math.PI * (1 - (2 * (y + 0.5)) / 2 ** zoom)));
    const metresAPixel = (EQUATOR_M * Math.cos(latitude)) / world;
    return Math.max(1, (STREET_M[rank] ?? 13) / metresAPixel);
  }

  function trace(shape: Shape): void {
    ctx.beginPath();
    for (const ring of shape.rings) {
      ring.forEach(([fx, fy], place) => {
        const [px, py] = [fx * world - x * TILE, fy * world - y * TILE];
        if (place === 0) ctx.moveTo(px, py);
        else ctx.lineTo(px, py);
      });
    }
  }

  function stroke(shape: Shape, colour: string, width: number): void {
    trace(shape);
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.stroke();
  }

  function write({ words, x: lx, y: ly, turn, size, kind, box }: Label): void {
    const [px, py] = [x * TILE, y * TILE];
    if (!meet(box, { minX: px, minY: py, maxX: px + TILE, maxY: py + TILE })) return;
    ctx.save();
    ctx.translate(lx - px, ly - py);
    ctx.rotate(turn);
    ctx.font = `${kind === 'place' || kind === 'compound' ? 600 : 450} ${size}px ${palette.font}`;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.strokeStyle = kind === 'street' || kind === 'bridge' ? palette.street : palette.land;
    ctx.lineWidth = 3;
    ctx.strokeText(words, 0, 0);
    ctx.fillStyle = palette.label;
    ctx.fillText(words, 0, 0);
    ctx.restore();
  }
}
