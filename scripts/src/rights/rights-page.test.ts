import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { rightsPage } from './rights-page.ts';

test('docs/rights.md says what the contract says; `npm run rights` writes it anew', () => {
  expect(readFileSync('docs/rights.md', 'utf8')).toBe(rightsPage());
});
