import { describe, expect, test } from '@jest/globals';
import { defaultRule, RULE_KINDS, type RuleKind } from './rules.ts';

const kinds = Object.keys(RULE_KINDS) as RuleKind[];

describe('rules', () => {
  test.each(kinds)('the default of %s fits its own shape', (kind) => {
    expect(defaultRule(kind)).toEqual(RULE_KINDS[kind].byDefault);
  });

  test('a shape refuses what it does not know', () => {
    expect(RULE_KINDS.radii.schema.safeParse({ usual: 1, widest: 2, most: 3, enough: 3, further: 4 }).success).toBe(
      false,
    );
  });

  test('the demo city: 2 yuan off from 60, 4 from 80', () => {
    const { byAge } = defaultRule('discounts');
    const off = (age: number) => byAge.find(({ from, to }) => age >= from && (to === null || age <= to))?.fen;
    expect([59, 60, 79, 80, 101].map(off)).toEqual([undefined, 200, 200, 400, 400]);
  });
});
