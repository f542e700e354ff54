import { reactive, ref, watch, watchEffect } from 'vue';
import { LOCALES, type Locale } from '@nuanlin/shared';

export const MODES = ['standard', 'elder'] as const;
export const THEMES = ['system', 'light', 'dark'] as const;
/** Elder mode's body text: 20, 25 or 30 px. */
export const TEXT_SCALES = [1, 1.25, 1.5] as const;

/** What a person chose on this device: language, elder mode (长辈版), theme and size of text. */
export interface Preferences {
  locale: Locale;
  mode: (typeof MODES)[number];
  theme: (typeof THEMES)[number];
  textScale: (typeof TEXT_SCALES)[number];
}

/**
 * Reads kept preferences; whatever is missing or unknown takes its default.
 * @param kept the kept JSON text, or null on the first visit
 * @param languages the browser's languages, dearest first
 */
export function readPreferences(kept: string | null, languages: readonly string[]): Preferences {
  const chosen = parsed(kept);
  const first = languages.find((language) => /^(zh|en)\b/.test(language)) ?? 'zh-CN';
  return {
    locale: oneOf(LOCALES, chosen['locale'], first.startsWith('en') ? 'en' : 'zh-CN'),
    mode: oneOf(MODES, chosen['mode'], 'standard'),
    theme: oneOf(THEMES, chosen['theme'], 'system'),
    textScale: oneOf(TEXT_SCALES, chosen['textScale'], 1),
  };
}

function parsed(kept: string | null): Record<string, unknown> {
  if (kept === null) return {};
  try {
    const value: unknown = JSON.parse(kept);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {}; // Text that another version or a hand left behind: begin anew.
  }
}

const oneOf = <T>(choices: readonly T[], value: unknown, otherwise: T): T =>
  choices.find((choice) => choice === value) ?? otherwise;

const KEY = 'nuanlin.preferences';
const inBrowser = typeof window !== 'undefined';

export const preferences = reactive<Preferences>(
  inBrowser ? readPreferences(localStorage.getItem(KEY), navigator.languages) : readPreferences(null, []),
);

/** The mode that the open face asks for; the elder's own face is always large. */
export const faceMode = ref<Preferences['mode'] | null>(null);

/** Keeps the preferences on this device and shows them on the page: language, `data-mode`, `data-theme`, size. */
export function followPreferences(): void {
  const root = document.documentElement;
  const systemDark = matchMedia('(prefers-color-scheme: dark)');
  const dark = ref(systemDark.matches);
  systemDark.addEventListener('change', ({ matches }) => (dark.value = matches));

  watch(preferences, (chosen) => localStorage.setItem(KEY, JSON.stringify(chosen)), { deep: true });
  watchEffect(() => {
    root.lang = preferences.locale;
    root.dataset['mode'] = faceMode.value ?? preferences.mode;
    root.dataset['theme'] = preferences.theme === 'system' ? (dark.value ? 'dark' : 'light') : preferences.theme;
    root.style.setProperty('--text-scale', String(preferences.textScale));
  });
}
