import type { Face } from '../../app/face.ts';

/** 调度台: the dispatcher's desk. */
export const face: Face = {
  name: 'console',
  path: '/console',
  texts: ['ordering'],
  load: () => import('./ConsoleFace.vue'),
  pages: [
    { path: '', component: () => import('./WorkPage.vue') },
    { path: 'plan', component: () => import('./plan/PlanPage.vue') },
    { path: 'elders/:elderId', component: () => import('./ElderPage.vue'), props: true },
  ],
};
