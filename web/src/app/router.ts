import { createRouter, createWebHistory, type RouteLocationNormalized, type RouteRecordRaw } from 'vue-router';
import type { Face } from './face.ts';
import { loadTexts } from './i18n.ts';
import { faceMode, preferences } from './preferences.ts';
import { facesOf, whoIsHere } from './session.ts';

declare module 'vue-router' {
  interface RouteMeta {
    face?: Face;
    /** Anybody may open it. */
    open?: true;
  }
}

const faces = Object.values(import.meta.glob<Face>('../faces/*/face.ts', { import: 'face', eager: true }));

const faceRoute = (face: Face): RouteRecordRaw => ({
  path: face.path,
  component: face.load,
  children: face.pages ?? [],
  meta: { face, ...(face.open ? { open: true } : {}) },
});

/** The gallery of the kit's components; development only. */
const gallery: RouteRecordRaw[] = import.meta.env.DEV
  ? [{ path: '/kit', component: () => import('../kit/gallery/KitGallery.vue'), meta: { open: true } }]
  : [];

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', component: () => import('./HomePage.vue') },
    { path: '/sign-in', component: () => import('./SignInPage.vue'), meta: { open: true } },
    { path: '/bind/:code', component: () => import('./BindPage.vue'), props: true, meta: { open: true } },
    ...faces.map(faceRoute),
    ...gallery,
    { path: '/:rest(.*)*', component: () => import('./NotFoundPage.vue'), meta: { open: true } },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
});

router.beforeEach(admit);

/** To a face goes who holds a grant for it; who has one face goes straight there; who is not signed in signs in first. */
async function admit(to: RouteLocationNormalized): Promise<boolean | string | { path: string; query: { to: string } }> {
  if (to.meta.open) return true;
  const me = await whoIsHere();
  if (!me) return { path: '/sign-in', query: { to: to.fullPath } };
  const mine = facesOf(me);
  if (to.meta.face) return mine.some((face) => face === to.meta.face?.name) || '/';
  const [only] = mine;
  return to.path === '/' && only && mine.length === 1 ? `/${only}` : true;
}

router.beforeResolve(async ({ meta }) => {
  if (meta.face) await loadTexts([meta.face.name, ...(meta.face.texts ?? [])], preferences.locale);
  faceMode.value = meta.face?.mode ?? null;
});
