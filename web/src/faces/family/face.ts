import type { Face } from '../../app/face.ts';

/** 家属: what happens for a parent today, and ordering for them. */
export const face: Face = {
  name: 'family',
  path: '/family',
  texts: ['ordering'],
  load: () => import('./FamilyFace.vue'),
  pages: [
    { path: '', component: () => import('./DayPage.vue') },
    { path: 'order', component: () => import('./OrderPage.vue') },
    { path: 'link', component: () => import('./LinkPage.vue') },
  ],
};
