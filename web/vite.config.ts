import { fileURLToPath } from 'node:url';
import vueI18n from '@intlify/unplugin-vue-i18n/vite';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { phoneBudget } from './vite.budget.ts';

const server = `http://127.0.0.1:${process.env.PORT ?? 3000}`;

/** Faces for a desk: never kept on a phone for offline use, free of the phone's budget. */
const DESK_FACES = ['console', 'provider'];

export default defineConfig(({ mode }) => ({
  root: fileURLToPath(new URL('.', import.meta.url)),
  resolve: { conditions: ['source', 'module', 'browser', mode === 'production' ? 'production' : 'development'] },
  plugins: [
    vue(),
    vueI18n({ include: fileURLToPath(new URL('src/**/texts/*.json', import.meta.url)), strictMessage: true }),
    VitePWA({
      registerType: 'prompt',
      includeAssets: ['icon.svg', 'apple-touch-icon.png'],
      manifest: {
        name: '暖邻',
        short_name: '暖邻',
        description: '社区养老服务：订餐、助浴、助洁、陪同',
        lang: 'zh-CN',
        start_url: '/',
        display: 'standalone',
        background_color: '#fbf7f1',
        theme_color: '#fbf7f1',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg}'],
        globIgnores: DESK_FACES.map((face) => `**/${face}-*`),
        navigateFallback: '/index.html',
        navigateFallbackDenylist: [/^\/api\//, /^\/socket\.io\//],
        runtimeCaching: [
          {
            urlPattern: ({ url }) => /^\/api\/v1\/districts\/[^/]+\/basemap$/.test(url.pathname),
            handler: 'StaleWhileRevalidate',
            options: { cacheName: 'basemap' },
          },
        ],
      },
    }),
    phoneBudget({ maxGzipKb: 250, except: DESK_FACES }),
  ],
  build: {
    target: 'es2022',
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'vue', test: /node_modules[\\/](@vue|vue|vue-router|vue-i18n|@intlify|@tanstack)[\\/]/ },
            {
              name: 'wire',
              test: /node_modules[\\/](@orpc|zod|socket\.io|engine\.io|@socket\.io)|src[\\/]app[\\/]no-eval/,
            },
            { name: 'map', test: /node_modules[\\/]leaflet[\\/]/ },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      '/api': { target: server },
      '/socket.io': { target: server, ws: true },
    },
  },
}));
