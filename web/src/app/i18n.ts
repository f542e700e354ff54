import { createI18n } from 'vue-i18n';
import type { Locale } from '@nuanlin/shared';
import { preferences } from './preferences.ts';

type Catalogue = Record<string, string>;

/** `kit`, `app`, `ordering`, or the name of a face: whose texts. They are found under this name: `t('family.today')`. */
export type TextsOf = string;

const catalogues = import.meta.glob<Catalogue>('/src/**/texts/*.json', { import: 'default' });

export const i18n = createI18n({
  legacy: false,
  locale: preferences.locale,
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': {}, en: {} },
});

const wanted = new Set<TextsOf>();
const held = new Set<string>();

/** Fetches the texts of these places in one language, once, and makes them ready for `t`. */
export async function loadTexts(places: readonly TextsOf[], locale: Locale): Promise<void> {
  await Promise.all(places.map((place) => loadCatalogue(place, locale)));
}

/** Changes the language of the page once all texts that are in use have come. */
export async function changeLocale(locale: Locale): Promise<void> {
  await loadTexts([...wanted], locale);
  i18n.global.locale.value = locale;
  preferences.locale = locale;
}

async function loadCatalogue(place: TextsOf, locale: Locale): Promise<void> {
  wanted.add(place);
  if (held.has(`${place}/${locale}`)) return;
  const load =
    catalogues[`/src/${place}/texts/${locale}.json`] ?? catalogues[`/src/faces/${place}/texts/${locale}.json`];
  if (!load) throw new Error(`there are no texts of ${place} in ${locale}`);
  i18n.global.mergeLocaleMessage(locale, { [place]: await load() });
  held.add(`${place}/${locale}`);
}
