import { expect, test } from '@jest/globals';
import { alarm, feedEntry, fromMs, streamOf, writeId, type Alarm } from '@nuanlin/shared';
import { afterEntry, byDanger } from './desk-list.ts';

const bytes = (n: number) => Uint8Array.from({ length: 16 }, () => n);
const moment = (minute: number) => fromMs(minute * 60_000);
const raised = (n: number, differs: Partial<Alarm> = {}): Alarm => ({
  id: writeId('alarm', 0, bytes(n)),
  version: 1,
  state: 'raised',
  elderId: writeId('elder', 0, bytes(1)),
  elderName: '试验老人',
  age: 80,
  home: '柳荫里 3-2-502',
  kind: 'late',
  jobId: null,
  raisedAt: moment(0),
  deadline: moment(n),
  ownerId: null,
  ownerName: null,
  resolution: null,
  ...differs,
});
const told = (view: Alarm, kind = 'alarm') =>
  feedEntry.parse({
    stream: streamOf('district', writeId('district', 0, bytes(1))),
    n: 1,
    type: 'x',
    entity: { kind, id: view.id },
    version: view.version,
    at: moment(0),
    view,
  });
const apply = afterEntry(
  'alarm',
  alarm,
  ({ state }) => state === 'resolved',
  (a, b) => a.deadline.localeCompare(b.deadline),
);

test('a desk takes things in by urgency, follows them, and lets them go at their end', () => {
  const both = [raised(5), raised(2)].reduce((page, one) => apply(page, told(one)), { items: [] as Alarm[] });
  expect(both.items.map(({ deadline }) => deadline)).toEqual([moment(2), moment(5)]);
  const owned = apply(both, told(raised(2, { version: 2, state: 'acknowledged', ownerName: '吴敏' })));
  expect(owned.items[0]?.ownerName).toBe('吴敏');
  expect(apply(owned, told(raised(2)))).toBe(owned);
  expect(apply(owned, told(raised(2, { version: 3, state: 'resolved' }))).items).toHaveLength(1);
  expect(apply(owned, told(raised(9), 'concern'))).toBe(owned);
});

test('danger comes before what is older', () => {
  const one = (risk: 'danger' | 'watch', minute: number) =>
    ({ risk, openedAt: moment(minute) }) as Parameters<typeof byDanger>[0];
  expect(byDanger(one('danger', 9), one('watch', 1))).toBeLessThan(0);
  expect(byDanger(one('watch', 9), one('watch', 1))).toBeGreaterThan(0);
});
