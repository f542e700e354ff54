import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { SERVICE_ITEMS } from '../catalog/service-items.ts';
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

  test('name items, roles and skills that exist: no rule holds a text of its own choosing', () => {
    const free = kinds.flatMap((kind) => freeTexts(z.toJSONSchema(RULE_KINDS[kind].schema, { io: 'input' }), kind));
    expect(free).toEqual([]);
  });

  test('of decision times has every item, bath and escort the day before', () => {
    const { byItem } = defaultRule('decision_times');
    expect(Object.keys(byItem)).toEqual(Object.keys(SERVICE_ITEMS));
    for (const item of ['bath_home', 'bath_point', 'escort_outing', 'escort_medical'] as const)
      expect(byItem[item]).toEqual({ rule: 'day_before', at: '16:00' });
    expect(byItem.cleaning).toEqual({ rule: 'minutes_before', minutes: 240 });
    const { schema } = RULE_KINDS.decision_times;
    const unknown = { ...defaultRule('decision_times'), byItem: { ...byItem, bath_site: byItem.bath_point } };
    expect(schema.safeParse(unknown).success).toBe(false);
  });

  test('the demo city: 2 yuan off from 60, 4 from 80', () => {
    const { byAge } = defaultRule('discounts');
    const off = (age: number) => byAge.find(({ from, to }) => age >= from && (to === null || age <= to))?.fen;
    expect([59, 60, 79, 80, 101].map(off)).toEqual([undefined, 200, 200, 400, 400]);
  });
});

/** Where a schema takes a text that is neither one of a list nor of a shape such as a day or a time. */
function freeTexts(schema: unknown, path: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { type, ...rest } = schema as Record<string, unknown>;
  const here = type === 'string' && !['enum', 'const', 'pattern', 'format'].some((key) => key in rest) ? [path] : [];
  return [...here, ...Object.entries(rest).flatMap(([key, value]) => freeTexts(value, `${path}.${key}`))];
}
