import { describe, expect, test } from '@jest/globals';
import { asFen, agendaView, type DayEntry, type AgendaView, type LineView } from '@nuanlin/shared';
import { elderId, lineId, moment, line, told, visit, ticket } from '../../day/examples.ts';
import { agendaAfter, heroOf, isFree, isUndecided, mayRebook, later, ofToday, progressOf, type Stage } from './day.ts';

const empty: AgendaView = agendaView.parse({ asOf: {}, elderId, today: '2026-06-18', entries: [] });
const tomorrow = agendaView.shape.today.parse('2026-06-19');
const yesterday = agendaView.shape.today.parse('2026-06-17');

describe('the agenda', () => {
  const two = agendaAfter(agendaAfter(empty, told(line(2, 1, 9))), told(line(1, 1, 3)));

  test('takes lines in, in the order of their windows', () => {
    expect(two.entries.map((one) => one.line.id)).toEqual([lineId(1), lineId(2)]);
  });

  test('drops what is not newer, keeps what is open on a later day, and lets go of the rest', () => {
    const newer = agendaAfter(two, told(line(1, 3, 5)));
    expect(agendaAfter(newer, told(line(1, 2, 3)))).toBe(newer);
    const moved = agendaAfter(newer, told(line(1, 4, 5, { day: tomorrow })));
    expect([ofToday(moved), later(moved)].map((entries) => entries.map((one) => one.line.id))).toEqual([
      [lineId(2)],
      [lineId(1)],
    ]);
    expect(later(agendaAfter(moved, told(line(1, 5, 5, { day: tomorrow, state: 'cancelled' }))))).toEqual([]);
    expect(agendaAfter(two, told(line(3, 1, 5, { day: yesterday })))).toBe(two);
  });
});

test.each<[boolean, DayEntry['ticket'], number]>([
  [true, null, 1],
  [true, ticket('queued'), 1],
  [false, ticket('preparing'), 1],
  [false, null, 2],
])('calling off is free (%s) until its time or the kitchen’s beginning', (free, kitchen, hour) => {
  expect(isFree({ line: line(1, 1, 3), ticket: kitchen, visit: null }, moment(hour))).toBe(free);
});

test.each<[boolean, Partial<LineView>, DayEntry['visit']]>([
  [true, { askedAt: moment(0) }, visit('offered')],
  [true, { askedAt: moment(0) }, null],
  [false, { askedAt: moment(0) }, visit('assigned')],
  [false, { askedAt: moment(0), state: 'cancelled' }, visit('cancelled')],
  [false, {}, visit('open')],
])('the family is asked (%s) while nobody has taken the work', (asked, changes, coming) => {
  expect(isUndecided({ line: line(1, 1, 3, changes), ticket: null, visit: coming })).toBe(asked);
});

describe('a visit that was not fit', () => {
  const entryOf = (one: LineView): DayEntry => ({ line: one, ticket: null, visit: null });
  const ended = (reason: string): LineView['ended'] => ({ at: moment(4), reason, feeFen: asFen(0) });
  const unfit = entryOf(line(1, 2, 3, { state: 'failed', ended: ended('not_today') }));

  test('is offered once more until it has been booked again', () => {
    const before = entryOf(line(2, 1, 9, { placedAt: moment(1) }));
    const after = entryOf(line(3, 1, 9, { placedAt: moment(5) }));
    expect(mayRebook(unfit, [unfit, before])).toBe(true);
    expect(mayRebook(unfit, [unfit, before, after])).toBe(false);
  });

  test('and nothing that ended otherwise is', () => {
    const refused = entryOf(line(1, 2, 3, { state: 'failed', ended: ended('elder_refused') }));
    expect(mayRebook(refused, [refused])).toBe(false);
    expect(mayRebook(entryOf(line(1, 1, 3)), [])).toBe(false);
  });
});

describe('what stands on top of the day', () => {
  const booked = { line: line(1, 1, 3), ticket: null, visit: null };
  const cooking = { line: line(2, 1, 5), ticket: ticket('preparing'), visit: null };
  const coming = { line: line(3, 1, 9), ticket: null, visit: visit('en_route') };
  const over = { line: line(4, 1, 1, { state: 'fulfilled' }), ticket: null, visit: null };

  test('is who is on the way, then the kitchen, then what is soonest', () => {
    expect(heroOf([over, booked, cooking, coming], moment(3))).toBe(coming);
    expect(heroOf([over, booked, cooking], moment(3))).toBe(cooking);
    expect(heroOf([over, booked], moment(3))).toBe(booked);
    expect(heroOf([over, booked], moment(5))).toBeNull();
  });
});

test.each<[DayEntry['ticket'], DayEntry['visit'], Partial<LineView>, number, Stage | undefined]>([
  [null, null, { yes: 'waiting' }, 0, 'confirmed'],
  [null, visit('assigned'), {}, 1, 'assigned'],
  [null, visit('arrived'), {}, 3, 'working'],
  [null, visit('completed'), { state: 'fulfilled' }, 5, undefined],
])('a visit is so many steps far', (kitchen, coming, changes, at, step) => {
  const progress = progressOf({ line: line(1, 1, 3, changes), ticket: kitchen, visit: coming });
  expect([progress.at, progress.steps[progress.at]]).toEqual([at, step]);
});
