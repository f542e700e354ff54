import type { Tone } from '../../kit/tone.ts';
import type { Stage } from '../../day/entries.ts';

export const TONES: Record<Stage, Tone> = {
  cancelled: 'plain',
  failed: 'danger',
  fulfilled: 'good',
  asked: 'warn',
  unpaid: 'warn',
  working: 'good',
  arrived: 'good',
  en_route: 'good',
  ready: 'info',
  preparing: 'info',
  assigned: 'info',
  confirmed: 'info',
};
