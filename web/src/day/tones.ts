import type { Tone } from '../kit/tone.ts';
import type { Stage } from './entries.ts';

export const STAGE_TONES: Readonly<Record<Stage, Tone>> = {
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
  confirmed: 'plain',
};
