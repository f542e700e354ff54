import type { Face } from '../../app/face.ts';

/** 出餐看板 and 叫号屏: the canteen's queue. */
export const face: Face = {
  name: 'canteen',
  path: '/canteen',
  load: () => import('./CanteenFace.vue'),
  pages: [
    { path: '', component: () => import('./BoardPage.vue') },
    { path: 'screen', component: () => import('./ScreenPage.vue') },
  ],
};
