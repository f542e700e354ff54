import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import type { Face } from './face.ts';
import { loadTexts } from './i18n.ts';
import { faceMode, preferences } from './preferences.ts';

declare module 'vue-router' {
  interface RouteMeta {
    face?: Face;
  }
}

const faces = Object.values(import.meta.glob<Face>('../faces/*/face.ts', { import: 'face', eager: true }));

const faceRoute = (face: Face): RouteRecordRaw => ({
  path: face.path,
  component: face.load,
  children: face.pages ?? [],
  meta: { face },
});

/** The gallery of the kit's components; development only. */
const gallery: RouteRecordRaw[] = import.meta.env.DEV
  ? [{ path: '/kit', component: () => import('../kit/gallery/KitGallery.vue') }]
  : [];

export const router = createRouter({
  history: createWebHistory(),
  routes: [...faces.map(faceRoute), ...gallery, { path: '/:rest(.*)*', component: () => import('./NotFoundPage.vue') }],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
});

router.beforeResolve(async ({ meta }) => {
  if (meta.face) await loadTexts([meta.face.name], preferences.locale);
  faceMode.value = meta.face?.mode ?? null;
});
