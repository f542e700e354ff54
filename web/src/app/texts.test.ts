import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '..');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((file) => join(root, file));
const places = files.filter((file) => basename(file) === 'zh-CN.json').map((file) => dirname(dirname(file)));

/** Every key of a catalogue with its words: `{ 'away.title': '…' }`. */
function flat(catalogue: object, above = ''): Map<string, string> {
  const words = new Map<string, string>();
  for (const [key, value] of Object.entries(catalogue)) {
    if (typeof value === 'string') words.set(above + key, value);
    else for (const [inner, text] of flat(value, `${above}${key}.`)) words.set(inner, text);
  }
  return words;
}

const catalogue = (place: string, locale: string): Map<string, string> =>
  flat(JSON.parse(readFileSync(join(place, 'texts', `${locale}.json`), 'utf8')));

/** The names of the values that words are filled with; forms for one and many may repeat them. */
const placeholders = (words: string): string[] =>
  [...new Set([...words.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))].sort();

describe.each(places.map((place) => [basename(place), place]))('texts of %s', (name, place) => {
  const chinese = catalogue(place, 'zh-CN');

  test('say the same in English, with the same values', () => {
    const values = (locale: string) => [...catalogue(place, locale)].map(([key, words]) => [key, placeholders(words)]);
    expect(Object.fromEntries(values('en'))).toEqual(Object.fromEntries(values('zh-CN')));
  });

  test('hold every key that the code names', () => {
    const code = files.filter((file) => /(?<!\.test)\.(vue|ts)$/.test(file)).map((file) => readFileSync(file, 'utf8'));
    const named = new RegExp(`(?<!=)['"\`]${name}\\.([a-zA-Z][\\w.]*\\w)['"\`]`, 'g');
    const asked = code.flatMap((text) => [...text.matchAll(named)].map(([, key]) => key ?? ''));
    expect(asked.filter((key) => !chinese.has(key))).toEqual([]);
    expect(asked.length).toBeGreaterThan(0);
  });
});
