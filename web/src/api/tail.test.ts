import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FeedEntry, Instant, StreamName } from '@nuanlin/shared';
import { receive, tailAt } from './tail.ts';

const entry = (n: number): FeedEntry => ({
  stream: `elder:eld_${'0'.repeat(26)}` as StreamName,
  n,
  type: 'line.confirmed',
  entity: { kind: 'line', id: 'lin' },
  version: n,
  at: '2026-06-18T02:30:00.000Z' as Instant,
  view: {},
});

describe('the tail of a stream', () => {
  test('hands out every entry once and in order, whatever comes late, twice or never until it is fetched', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9 }),
        fc.array(fc.array(fc.integer({ min: 1, max: 30 }))),
        (asOf, batches) => {
          let tail = tailAt(asOf);
          const seen: number[] = [];
          for (const batch of batches) {
            const got = receive(tail, batch.map(entry));
            tail = got.tail;
            seen.push(...got.ready.map(({ n }) => n));
            if (!got.gap) continue;
            const fetched = receive(
              tail,
              Array.from({ length: 30 - tail.held }, (_, i) => entry(tail.held + 1 + i)),
            );
            tail = fetched.tail;
            seen.push(...fetched.ready.map(({ n }) => n));
            expect(fetched.gap).toBe(false);
          }
          expect(seen).toEqual(seen.map((_, i) => asOf + 1 + i));
          expect(tail.held).toBe(asOf + seen.length);
        },
      ),
    );
  });

  test('tells of a gap and closes it when the missing entry comes', () => {
    const ahead = receive(tailAt(4), [entry(7), entry(6)]);
    expect(ahead).toMatchObject({ ready: [], gap: true });
    const closed = receive(ahead.tail, [entry(5)]);
    expect(closed.ready.map(({ n }) => n)).toEqual([5, 6, 7]);
    expect(closed.gap).toBe(false);
  });
});
