import type { Face } from '../../app/face.ts';

/** 服务人员: couriers, staff and volunteers on their way. */
export const face: Face = {
  name: 'worker',
  path: '/worker',
  load: () => import('./WorkerFace.vue'),
  pages: [
    { path: '', component: () => import('./OffersPage.vue') },
    { path: 'runs', component: () => import('./RunsPage.vue') },
    { path: 'earnings', component: () => import('./EarningsPage.vue') },
    { path: 'me', component: () => import('./MePage.vue') },
    { path: 'visits/:jobId/:seatId', component: () => import('./VisitPage.vue'), props: true },
  ],
};
