import { describe, expect, test } from '@jest/globals';
import * as everything from './index.ts';
import { ALLERGENS, CHECKLISTS, isLevelOf, readingStops, SERVICE_ITEMS, type ServiceItem } from './index.ts';

const tables = Object.entries<unknown>(everything).filter(
  (entry): entry is [string, object] => /^[A-Z][A-Z_]+$/.test(entry[0]) && typeof entry[1] === 'object',
);
const items: [string, ServiceItem][] = Object.entries(SERVICE_ITEMS);

describe('the catalog', () => {
  test('every code of every table is snake_case', () => {
    expect(tables.length).toBeGreaterThan(30);
    for (const [name, table] of tables)
      for (const code of Object.keys(table)) expect(`${name}.${code}`).toMatch(/^[A-Z_]+\.[a-z0-9]+(_[a-z0-9]+)*$/);
  });

  test('whatever has a Chinese name has an English one, neither empty, at every depth', () => {
    const look = (thing: unknown, path: string): void => {
      if (typeof thing !== 'object' || thing === null) return;
      const named = thing as Record<string, unknown>;
      if ('zh-CN' in named || 'en' in named) {
        expect([path, named['zh-CN']]).toEqual([path, expect.stringMatching(/\S/)]);
        expect([path, named['en']]).toEqual([path, expect.stringMatching(/^[^\u4e00-\u9fff]+$/)]);
      }
      for (const [key, value] of Object.entries(named)) look(value, `${path}.${key}`);
    };
    for (const [name, table] of tables) look(table, name);
  });

  test('declares the eight allergens of GB 7718-2025', () => {
    expect(Object.keys(ALLERGENS)).toHaveLength(8);
  });

  test('levels belong to their scale', () => {
    expect(isLevelOf('ability_gbt_42195', 4)).toBe(true);
    expect(isLevelOf('ability_gbt_42195', 5)).toBe(false);
    expect(isLevelOf('city_care', 0)).toBe(false);
  });
});

describe('service items', () => {
  test.each(items)('%s: volunteers and credit go together, and nobody enters a home unasked', (_code, item) => {
    const volunteers = item.seats.some(({ by }) => by.includes('volunteer'));
    expect(item.creditMinutes > 0).toBe(volunteers);
    if (item.consents.includes('entering_home')) expect(item.needsElderYes).toBe(true);
    expect(item.seats[0].role).toBe('lead');
    expect(item.evidence.length).toBeGreaterThan(0);
  });

  test('a bath at home has two seats, one of the elder’s sex, and room for four', () => {
    const { seats, extraSeats } = SERVICE_ITEMS.bath_home;
    expect(seats.map(({ sex }) => sex)).toEqual(['as_elder', 'any']);
    expect(seats.length + extraSeats.length).toBe(4);
  });

  test('the bathing checklist measures pressure, pulse and temperature before and after', () => {
    const measured = Object.values(CHECKLISTS.bathing).flatMap((step) =>
      step.asks === 'reading' ? [`${step.phase} ${step.reading}`] : [],
    );
    for (const reading of ['systolic', 'diastolic', 'pulse', 'temperature'])
      expect(measured).toEqual(expect.arrayContaining([`before ${reading}`, `after ${reading}`]));
  });
});

describe('a bath stops', () => {
  test.each([
    ['systolic', 179, false],
    ['systolic', 180, true],
    ['systolic', 89, true],
    ['diastolic', 109, false],
    ['diastolic', 110, true],
    ['diastolic', 59, true],
    ['pulse', 50, false],
    ['pulse', 49, true],
    ['pulse', 110, false],
    ['pulse', 111, true],
    ['temperature', 37.2, false],
    ['temperature', 37.3, true],
    ['water', 42, false],
    ['water', 42.1, true],
    ['water', undefined, true],
    ['pulse', Number.NaN, true],
  ] as const)('%s %s: %s', (kind, value, stops) => {
    expect(readingStops(kind, value)).toBe(stops);
  });
});
