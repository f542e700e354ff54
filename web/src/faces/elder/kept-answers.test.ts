import { describe, expect, test } from '@jest/globals';
import { agendaView, writeId, type LineId } from '@nuanlin/shared';
import { agendaWith, answerHere, isMissingHere } from './kept-answers.ts';

const bytes = (n: number) => Uint8Array.from({ length: 16 }, () => n);
const lineId = (n: number): LineId => writeId('line', 0, bytes(n));
const elderId = writeId('elder', 0, bytes(1));
const moment = '2026-06-18T03:00:00.000Z';
const name = { 'zh-CN': '助洁', en: 'Cleaning' };
const entry = (n: number, yes: string) => ({
  line: {
    id: lineId(n),
    orderId: writeId('order', 0, bytes(1)),
    elderId,
    version: 1,
    state: 'placed',
    day: '2026-06-18',
    window: { from: moment, to: moment },
    work: {
      kind: 'service',
      itemId: writeId('item', 0, bytes(1)),
      itemCode: 'cleaning',
      name,
      variant: null,
      minutes: 60,
      payWith: 'money',
    },
    prices: [],
    totalFen: 0,
    creditMinutes: 0,
    payerId: null,
    yes,
    paid: 'secured',
    orderedBy: { id: writeId('person', 0, bytes(1)), name: '试验家属', proxyFor: null },
    placedAt: moment,
    freeUntil: moment,
    askedAt: null,
    missingAt: null,
    ended: null,
  },
  ticket: null,
  visit: null,
});
const agenda = agendaView.parse({
  asOf: {},
  elderId,
  today: '2026-06-18',
  entries: [entry(1, 'waiting'), entry(2, 'waiting'), entry(3, 'given')],
});
const answered = (n: number, yes: boolean) => ({
  name: 'answerLine',
  input: { lineId: lineId(n), yes, by: 'tap' },
  refused: null,
});

describe('answers that wait on the device', () => {
  test('are not asked again: a yes stands as given, a no leaves the day', () => {
    const seen = agendaWith(agenda, [answered(1, true), answered(2, false), answered(3, false)]);
    expect(seen.entries.map(({ line }) => [line.id, line.yes])).toEqual([
      [lineId(1), 'given'],
      [lineId(3), 'given'],
    ]);
  });

  test('the last one counts, and a refused one not at all', () => {
    expect(answerHere([answered(1, true), answered(1, false)], lineId(1))).toBe(false);
    const refused = { ...answered(1, true), refused: { code: 'LINE_ENDED', words: '' } };
    expect(answerHere([refused], lineId(1))).toBeNull();
    expect(agendaWith(agenda, [refused])).toEqual(agenda);
  });

  test('a meal that has not come is said once', () => {
    const said = { name: 'reportMissing', input: { lineId: lineId(1) }, refused: null };
    expect([isMissingHere([said], lineId(1)), isMissingHere([said], lineId(2))]).toEqual([true, false]);
  });
});
