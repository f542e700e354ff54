import type { Face } from '../../app/face.ts';

/** 长辈版: the elder's own day in large type, one question a screen, nothing to type. */
export const face: Face = {
  name: 'elder',
  path: '/elder',
  texts: ['ordering'],
  mode: 'elder',
  load: () => import('./ElderFace.vue'),
  pages: [
    { path: '', component: () => import('./TodayPage.vue') },
    { path: 'meal', component: () => import('./MealPage.vue') },
    { path: 'service', component: () => import('./ServicePage.vue') },
    { path: 'line/:lineId', component: () => import('./LinePage.vue'), props: true },
    { path: 'line/:lineId/placed', component: () => import('./PlacedPage.vue'), props: true },
    { path: 'line/:lineId/answer', component: () => import('./AnswerPage.vue'), props: true },
    { path: 'line/:lineId/cancel', component: () => import('./CancelPage.vue'), props: true },
    { path: 'line/:lineId/missing', component: () => import('./MissingPage.vue'), props: true },
    { path: 'consents', component: () => import('./ConsentsPage.vue') },
    { path: 'consent/:kind', component: () => import('./ConsentPage.vue'), props: true },
    { path: 'stranger', component: () => import('./StrangerPage.vue') },
    { path: 'help', component: () => import('./HelpPage.vue') },
    { path: 'settings', component: () => import('./SettingsPage.vue') },
  ],
};
