import {
  asCreditMinutes,
  asFen,
  feedEntry,
  fromMs,
  serviceDay,
  streamOf,
  writeId,
  type DayEntry,
  type FeedEntry,
  type LineView,
} from '@nuanlin/shared';

// What the tests of a day stand on: a cleaning an hour long on 18 June 2026, and what the feed says of it.

export const bytes = (n: number) => Uint8Array.from({ length: 16 }, () => n);
export const elderId = writeId('elder', 0, bytes(1));
export const payerId = writeId('person', 0, bytes(1));
export const lineId = (n: number) => writeId('line', 0, bytes(n));
export const jobId = writeId('job', 0, bytes(1));
export const moment = (hour: number) => fromMs(Date.UTC(2026, 5, 18, hour));
export const day = serviceDay.parse('2026-06-18');

export const line = (n: number, version: number, hour: number, changes: Partial<LineView> = {}): LineView => ({
  id: lineId(n),
  orderId: writeId('order', 0, bytes(1)),
  elderId,
  version,
  state: 'confirmed',
  day,
  window: { from: moment(hour), to: moment(hour + 1) },
  work: {
    kind: 'service',
    itemId: writeId('item', 0, bytes(1)),
    itemCode: 'cleaning',
    name: { 'zh-CN': '助洁', en: 'Cleaning' },
    variant: null,
    minutes: 60,
    payWith: 'money',
  },
  prices: [],
  totalFen: asFen(0),
  creditMinutes: asCreditMinutes(0),
  payerId,
  yes: 'not_needed',
  paid: 'secured',
  orderedBy: { id: payerId, name: '试验家属', proxyFor: null },
  placedAt: moment(0),
  freeUntil: moment(1),
  askedAt: null,
  missingAt: null,
  ended: null,
  ...changes,
});

export const entry = (kind: string, id: string, version: number, view: object): FeedEntry =>
  feedEntry.parse({
    stream: streamOf('elder', elderId),
    n: 1,
    type: 'x',
    entity: { kind, id },
    version,
    at: moment(0),
    view,
  });
export const told = (one: LineView): FeedEntry => entry('line', one.id, one.version, one);

export const visit = (state: NonNullable<DayEntry['visit']>['state']): DayEntry['visit'] => ({
  jobId,
  state,
  runId: null,
  workers: [],
});
export const ticket = (state: NonNullable<DayEntry['ticket']>['state']): DayEntry['ticket'] => ({
  id: writeId('ticket', 0, bytes(1)),
  state,
  number: null,
});
