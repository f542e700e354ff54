import { describe, expect, test } from '@jest/globals';
import { readPreferences } from './preferences.ts';

const usual = { locale: 'zh-CN', mode: 'standard', theme: 'system', textScale: 1 };

describe('preferences', () => {
  test('a first visit follows the browser among our languages, and is Chinese without one', () => {
    expect(readPreferences(null, ['fr', 'en-GB', 'zh'])).toEqual({ ...usual, locale: 'en' });
    expect(readPreferences(null, ['fr'])).toEqual(usual);
  });

  test('what was chosen is kept', () => {
    const chosen = { locale: 'en', mode: 'elder', theme: 'dark', textScale: 1.5 };
    expect(readPreferences(JSON.stringify(chosen), ['zh-CN'])).toEqual(chosen);
  });

  test.each(['not json', 'null', '7', '{"mode":"huge","textScale":9,"locale":"de"}'])('%s is not believed', (kept) => {
    expect(readPreferences(kept, ['zh-CN'])).toEqual(usual);
  });
});
