import type { Basemap } from '@nuanlin/shared';
import { GridLayer, type Coords, type GridLayerOptions } from 'leaflet';
import { drawTile, TILE, type Palette } from './draw-tile.ts';
import { shapesOf, type Shape } from './drawing.ts';
import { placeLabels, type Label } from './labels.ts';

/** Our own map under everything, drawn on canvas tiles: nothing is fetched while it is moved. */
export class BaseLayer extends GridLayer {
  readonly #shapes: Shape[];
  readonly #labels = new Map<number, Label[]>();

  constructor(map: Basemap, options: GridLayerOptions = {}) {
    super({ ...options, tileSize: TILE, updateWhenZooming: false });
    this.#shapes = shapesOf(map);
  }

  protected override createTile({ x, y, z }: Coords): HTMLElement {
    const canvas = document.createElement('canvas');
    const density = Math.min(3, devicePixelRatio);
    canvas.width = canvas.height = TILE * density;
    const ctx = canvas.getContext('2d');
    if (ctx) {
      ctx.scale(density, density);
      drawTile(
        ctx,
        { x, y, zoom: z },
        this.#shapes,
        this.#labelsAt(z),
        paletteOf(this.getContainer() ?? document.body),
      );
    }
    return canvas;
  }

  #labelsAt(zoom: number): Label[] {
    const held = this.#labels.get(zoom) ?? placeLabels(this.#shapes, zoom);
    this.#labels.set(zoom, held);
    return held;
  }
}

/** The colours of the present theme, from the style sheet. */
function paletteOf(element: HTMLElement): Palette {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(`--map-${name}`).trim();
  return {
    land: colour('land'),
    compound: colour('compound'),
    building: colour('building'),
    park: colour('park'),
    water: colour('water'),
    street: colour('street'),
    streetEdge: colour('street-edge'),
    label: colour('label'),
    font: style.fontFamily,
  };
}
