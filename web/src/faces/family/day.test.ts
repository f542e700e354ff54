import { expect, test } from '@jest/globals';
import { dayView, feedEntry, fromMs, streamOf, writeId } from '@nuanlin/shared';
import { dayAfter } from './day.ts';

test('a day is the same day when an entry says nothing about it', () => {
  const elderId = writeId(
    'elder',
    0,
    Uint8Array.from({ length: 16 }, () => 1),
  );
  const day = dayView.parse({ asOf: {}, elderId, day: '2026-06-18', entries: [] });
  const other = feedEntry.parse({
    stream: streamOf('elder', elderId),
    n: 1,
    type: 'elder_changed',
    entity: { kind: 'elder', id: elderId },
    version: 1,
    at: fromMs(0),
    view: {},
  });
  expect(dayAfter(day, other)).toBe(day);
});
