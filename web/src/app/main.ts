import { VueQueryPlugin } from '@tanstack/vue-query';
import { createApp } from 'vue';
import '../kit/tokens.css';
import '../kit/base.css';
import App from './App.vue';
import { i18n, loadTexts } from './i18n.ts';
import { followPreferences, preferences } from './preferences.ts';
import { queryClient } from './query-client.ts';
import { router } from './router.ts';

followPreferences();
await loadTexts(['kit', 'app'], preferences.locale);
createApp(App).use(i18n).use(VueQueryPlugin, { queryClient }).use(router).mount('#app');
