import { describe, expect, test } from '@jest/globals';
import {
  agendaView,
  feedEntry,
  fromMs,
  streamOf,
  timeOfDay,
  writeId,
  type AgendaView,
  type DayEntry,
  type LineView,
} from '@nuanlin/shared';
import { agendaAfter, expected, isOthers, mayBeMissing, mayCallOff, partOfDay, sorted } from './agenda.ts';

const bytes = (n: number) => Uint8Array.from({ length: 16 }, () => n);
const elderId = writeId('elder', 0, bytes(1));
const elder = writeId('person', 0, bytes(1));
const child = writeId('person', 0, bytes(2));
const at = (day: string, time: string) => fromMs(Date.parse(`${day}T${time}:00+08:00`));

/** An entry as the server would send it; the parts that a test is about are given. */
function entry(n: number, line: object = {}, rest: object = {}): DayEntry {
  const day = '2026-06-18';
  const read = agendaView.parse({
    asOf: {},
    elderId,
    today: day,
    entries: [
      {
        line: {
          id: writeId('line', 0, bytes(n)),
          orderId: writeId('order', 0, bytes(1)),
          elderId,
          version: 1,
          state: 'confirmed',
          day,
          window: { from: at(day, '11:00'), to: at(day, '11:30') },
          work: {
            kind: 'meal',
            canteenId: writeId('canteen', 0, bytes(1)),
            canteen: { 'zh-CN': '食堂', en: 'Canteen' },
            period: 'lunch',
            way: 'delivery',
            onDemand: false,
            dishes: [{ dishId: writeId('dish', 0, bytes(1)), name: { 'zh-CN': '鱼', en: 'Fish' }, portions: 1 }],
          },
          prices: [],
          totalFen: 1200,
          creditMinutes: 0,
          payerId: child,
          yes: 'not_needed',
          paid: 'secured',
          orderedBy: { id: child, name: '试验家属', proxyFor: null },
          placedAt: at(day, '08:00'),
          freeUntil: at(day, '09:00'),
          askedAt: null,
          missingAt: null,
          ended: null,
          ...line,
        },
        ticket: null,
        visit: null,
        ...rest,
      },
    ],
  });
  const [made] = read.entries;
  if (!made) throw new Error('one entry in, one out');
  return made;
}

const visit = (state: string, names: string[]) => ({
  visit: {
    jobId: writeId('job', 0, bytes(1)),
    state,
    runId: null,
    workers: names.map((name, n) => ({
      id: writeId('person', 0, bytes(10 + n)),
      name,
      kind: 'courier',
      employer: '试验机构',
      state: 'assigned',
    })),
  },
});
const agenda = (...entries: DayEntry[]): AgendaView =>
  agendaView.parse({ asOf: {}, elderId, today: '2026-06-18', entries });
const told = (line: LineView) =>
  feedEntry.parse({
    stream: streamOf('elder', elderId),
    n: 1,
    type: 'x',
    entity: { kind: 'line', id: line.id },
    version: line.version,
    at: at('2026-06-18', '10:00'),
    view: { ...line },
  });
const ids = (entries: readonly DayEntry[]) => entries.map(({ line }) => line.id);

describe('the agenda', () => {
  const later = entry(2, {
    day: '2026-06-19',
    window: { from: at('2026-06-19', '11:00'), to: at('2026-06-19', '12:00') },
  });

  test('takes in today and what is open later, and lets go of later things that ended', () => {
    const both = [entry(1), later].reduce((held, { line }) => agendaAfter(held, told(line)), agenda());
    expect(ids(both.entries)).toEqual(ids([entry(1), later]));
    const ended = { at: at('2026-06-18', '10:00'), reason: 'changed_mind', feeFen: 0 };
    const off = (one: DayEntry) => told(entry(0, { ...one.line, version: 2, state: 'cancelled', ended }).line);
    expect(ids(agendaAfter(both, off(later)).entries)).toEqual(ids([entry(1)]));
    expect(ids(agendaAfter(both, off(entry(1))).entries)).toEqual(ids([entry(1), later]));
  });

  test('is unchanged by what is past or not about it', () => {
    const held = agenda(entry(1));
    expect(agendaAfter(held, told(entry(3, { day: '2026-06-17' }).line))).toBe(held);
  });

  test('shows each entry in one place: what wants a yes, what is happening or next, the rest', () => {
    const asked = entry(3, { yes: 'waiting', state: 'placed' });
    const done = entry(4, { state: 'fulfilled' });
    const coming = entry(5);
    const happening = entry(6, {}, visit('en_route', ['赵强']));
    const shown = sorted(agenda(asked, done, coming, happening, later));
    expect(ids(shown.asked)).toEqual(ids([asked]));
    expect(shown.next?.line.id).toBe(happening.line.id);
    expect(ids(shown.today)).toEqual(ids([done, coming]));
    expect(ids(shown.later)).toEqual(ids([later]));
    expect(sorted(agenda(done, coming)).next?.line.id).toBe(coming.line.id);
    expect(sorted(agenda(done)).next).toBeNull();
  });

  test('knows whom to expect at the door today', () => {
    const comes = entry(1, {}, visit('assigned', ['赵强']));
    const over = entry(2, { state: 'fulfilled' }, visit('completed', ['钱勇']));
    const tomorrow = entry(3, { day: '2026-06-19' }, visit('assigned', ['黄丽']));
    expect(ids(expected(agenda(comes, over, tomorrow, entry(4))))).toEqual(ids([comes]));
  });
});

describe('没收到饭', () => {
  const [before, during] = [at('2026-06-18', '10:59'), at('2026-06-18', '11:00')];
  const work = entry(1).line.work;
  test.each<[string, DayEntry, boolean]>([
    ['from the promised time on', entry(1), true],
    ['of one that counts as handed over', entry(1, { state: 'fulfilled' }), true],
    ['not of one that was called off', entry(1, { state: 'cancelled' }), false],
    ['not twice', entry(1, { missingAt: during }), false],
    ['not of one that is fetched', entry(1, { work: { ...work, way: 'pickup' } }), false],
  ])('is said %s', (_, one, may) => {
    expect(mayBeMissing(one, during)).toBe(may);
    expect(mayBeMissing(one, before)).toBe(false);
  });
});

test('nothing is called off that has ended, is at work or has left the kitchen', () => {
  const ticket = (state: string) => ({ ticket: { id: writeId('ticket', 0, bytes(1)), state, number: 7 } });
  expect(mayCallOff(entry(1, {}, ticket('preparing')))).toBe(true);
  expect(mayCallOff(entry(1, {}, ticket('handed_over')))).toBe(false);
  expect(mayCallOff(entry(1, {}, visit('working', ['黄丽'])))).toBe(false);
  expect(mayCallOff(entry(1, { state: 'fulfilled' }))).toBe(false);
});

test('what others ordered is told apart from one’s own', () => {
  expect(isOthers(entry(1), elder)).toBe(true);
  expect(isOthers(entry(1, { orderedBy: { id: elder, name: '试验老人', proxyFor: null } }), elder)).toBe(false);
});

test.each([
  ['04:59', 'evening'],
  ['05:00', 'morning'],
  ['10:59', 'forenoon'],
  ['12:30', 'noon'],
  ['17:59', 'afternoon'],
  ['18:00', 'evening'],
])('%s is greeted as %s', (time, part) => {
  expect(partOfDay(timeOfDay.parse(time))).toBe(part);
});
