import type { Face } from '../../app/face.ts';

/** 家属: what happens for a parent, ordering for them, what it cost, and what they let whom do. */
export const face: Face = {
  name: 'family',
  path: '/family',
  texts: ['ordering'],
  load: () => import('./FamilyFace.vue'),
  pages: [
    {
      path: '',
      component: () => import('./ElderPages.vue'),
      children: [
        { path: '', component: () => import('./TodayPage.vue') },
        { path: 'order', component: () => import('./OrderPage.vue') },
        { path: 'orders', component: () => import('./OrdersPage.vue') },
        { path: 'orders/:orderId', component: () => import('./OneOrderPage.vue'), props: true },
        { path: 'orders/:orderId/lines/:lineId', component: () => import('./ChangePage.vue'), props: true },
        { path: 'elder', component: () => import('./ElderPage.vue') },
      ],
    },
    { path: 'link', component: () => import('./LinkPage.vue') },
    { path: 'notices', component: () => import('./NoticesPage.vue') },
  ],
};
