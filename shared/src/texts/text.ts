/** The two languages of every text; Chinese first. */
export const LOCALES = ['zh-CN', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** One text in both languages; `{name}` stands for a value of the data. */
export interface Text {
  readonly 'zh-CN': string;
  readonly en: string;
}

/** Writes Chinese and English side by side. */
export const text = (zh: string, en: string): Text => ({ 'zh-CN': zh, en });

/** Several texts as one, in each language's way of listing. */
export const listed = (texts: readonly Text[]): Text =>
  text(texts.map((one) => one['zh-CN']).join('、'), texts.map((one) => one.en).join(', '));

/**
 * Fills a text's `{name}` places from the data, which may hold texts themselves; a place without a value stays as it is,
 * so that it is seen.
 */
export function fill(words: Text, locale: Locale, data: Readonly<Record<string, unknown>> = {}): string {
  return words[locale].replaceAll(/\{(\w+)\}/g, (place, name: string) => {
    const given = data[name];
    const value = isText(given) ? given[locale] : given;
    return typeof value === 'string' || typeof value === 'number' ? String(value) : place;
  });
}

const isText = (value: unknown): value is Text =>
  typeof value === 'object' && value !== null && LOCALES.every((locale) => locale in value);
