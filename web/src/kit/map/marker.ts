import type { Point } from '@nuanlin/shared';
import { ICONS, type IconName } from '../icons.ts';

/** Something that stands or moves on the map. */
export interface MapMarker {
  id: string;
  kind: 'courier' | 'staff' | 'volunteer' | 'home' | 'canteen' | 'stop' | 'trouble' | 'job' | 'waiting';
  at: Point;
  /** What it is; read out, and shown when pointed at. */
  label: string;
  /** Words that stay below it. */
  caption?: string;
  /** A stop's place in its run. */
  number?: number;
  /** How old the position is, seconds; an old one fades. */
  ageS?: number;
}

/** A position older than this is shown as one that may no longer hold. */
const OLD_S = 60;

const SIGNS: Record<MapMarker['kind'], IconName | null> = {
  courier: 'bike',
  staff: 'person',
  volunteer: 'heart',
  home: 'home',
  canteen: 'meal',
  stop: null,
  trouble: 'alert',
  job: null,
  waiting: null,
};

const classOf = ({ kind, ageS }: MapMarker, chosen: boolean): string =>
  ['map-marker', kind, chosen ? 'chosen' : '', (ageS ?? 0) > OLD_S ? 'old' : ''].join(' ');

/** Two markers that look alike are not drawn anew. */
export const lookOf = (marker: MapMarker, chosen: boolean): string =>
  `${classOf(marker, chosen)} ${marker.number ?? ''} ${marker.caption ?? ''} ${marker.label}`;

/** The look of a marker; words go in as text, never as markup. */
export function markerElement(marker: MapMarker, chosen: boolean): HTMLElement {
  const { kind, number, caption } = marker;
  const element = document.createElement('div');
  element.className = classOf(marker, chosen);
  const disc = document.createElement('span');
  const sign = SIGNS[kind];
  if (sign) disc.innerHTML = `<svg class="i" viewBox="0 0 24 24" aria-hidden="true">${ICONS[sign]}</svg>`;
  else disc.textContent = number === undefined ? '' : String(number);
  element.append(disc);
  if (caption) {
    const words = document.createElement('small');
    words.textContent = caption;
    element.append(words);
  }
  return element;
}
