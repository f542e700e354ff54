import './no-eval.ts';
import { VueQueryPlugin } from '@tanstack/vue-query';
import { createApp } from 'vue';
import '../kit/tokens.css';
import '../kit/base.css';
import { Refusal } from '@nuanlin/shared';
import App from './App.vue';
import { i18n, loadTexts } from './i18n.ts';
import { followPreferences, preferences } from './preferences.ts';
import { queryClient } from './query-client.ts';
import { router } from './router.ts';
import { leave } from './session.ts';

queryClient.getQueryCache().config.onError = (error) => {
  if (!(error instanceof Refusal) || error.code !== 'NOT_SIGNED_IN') return;
  leave();
  void router.push('/sign-in');
};

followPreferences();
await loadTexts(['kit', 'app'], preferences.locale);
createApp(App).use(i18n).use(VueQueryPlugin, { queryClient }).use(router).mount('#app');
