import type { Face } from '../../app/face.ts';

/** 调度台: the dispatcher's desk. */
export const face: Face = { name: 'console', path: '/console', load: () => import('./ConsoleFace.vue') };
