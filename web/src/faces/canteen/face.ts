import type { Face } from '../../app/face.ts';

/** 出餐看板: the canteen's queue. */
export const face: Face = { name: 'canteen', path: '/canteen', load: () => import('./CanteenFace.vue') };
