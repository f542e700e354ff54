import { expect, test } from '@jest/globals';
import { consent, workView, writeId, type Consent, type WorkView } from '@nuanlin/shared';
import { consentOf, consentsBefore, ELDER_CONSENTS } from './consents.ts';

const bytes = Uint8Array.from({ length: 16 }, () => 1);
const moment = '2026-06-18T03:00:00.000Z';
const words = { 'zh-CN': '助浴', en: 'Bath' };
const given = (kind: string, change: object = {}): Consent =>
  consent.parse({
    id: writeId('consent', 0, bytes),
    kind,
    textVersion: '1',
    byName: '陈国栋',
    relation: 'self',
    channel: 'tap',
    notedBy: null,
    givenAt: moment,
    withdrawnAt: null,
    ...change,
  });
const visit = (itemCode: string): WorkView =>
  workView.parse({
    kind: 'service',
    itemId: writeId('item', 0, bytes),
    itemCode,
    name: words,
    variant: null,
    minutes: 90,
    payWith: 'money',
  });

test.each<[string, Consent[], boolean]>([
  ['given', [given('bathing')], true],
  ['withdrawn', [given('bathing', { withdrawnAt: moment })], false],
  ['given to an older text', [given('bathing', { textVersion: '0' })], false],
  ['given for something else', [given('going_out')], false],
])('a consent %s', (_, consents, holds) => {
  expect(consentOf(consents, 'bathing') !== null).toBe(holds);
});

test('before a bath come the consents that it needs and that are missing, before a meal none', () => {
  const all = consentsBefore(visit('bath_home'), []);
  expect(all).toContain('bathing');
  expect(
    consentsBefore(
      visit('bath_home'),
      all.map((kind) => given(kind)),
    ),
  ).toEqual([]);
  expect(consentsBefore(visit('bath_home'), [given('bathing')])).toEqual(all.filter((kind) => kind !== 'bathing'));
  const meal = workView.parse({
    kind: 'meal',
    canteenId: writeId('canteen', 0, bytes),
    canteen: words,
    period: 'lunch',
    way: 'pickup',
    onDemand: false,
    dishes: [],
  });
  expect(consentsBefore(meal, [])).toEqual([]);
});

test('an elder is not asked for what only a worker agrees to', () => {
  expect(ELDER_CONSENTS).not.toContain('worker_place');
});
