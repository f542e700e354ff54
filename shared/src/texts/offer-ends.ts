import { REJECT_REASONS } from '../catalog/workers.ts';
import { text, type Text } from './text.ts';

/** Why an offer ended, where it was no person's own words. */
export const OFFER_END_TEXTS: Readonly<Record<string, Text>> = {
  ...REJECT_REASONS,
  taken: text('已被别人接走', 'Another was faster'),
  work_gone: text('工单已取消或改变', 'The work is gone'),
};
