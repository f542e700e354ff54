import { expect, test } from '@jest/globals';
import type { JobId } from '@nuanlin/shared';
import { createTally } from './tally.ts';

const ORDERS = [
  { id: 'o1', placed: 10, ready: 20 },
  { id: 'o2', placed: 12, ready: 30 },
  { id: 'o3', placed: 14, ready: 40 },
];
const job = (order: string) => `job of ${order}` as JobId;

test('times are counted from the click, the ready box and the sent request, of what came', () => {
  const tally = createTally(ORDERS);
  for (const [order, ms] of [
    ['o1', 5],
    ['o2', 15],
  ] as const) {
    tally.placed(order, 1000, ms);
    tally.isJobOf(job(order), order);
  }
  tally.offered([job('o1'), job('o2')], 1200);
  tally.accepting([job('o1'), job('o2')], 1210);
  tally.seenTaken('o1', 1240);
  tally.pickedUp('o1', 21);
  tally.atDoor('o1', 40);
  tally.pickedUp('o2', 33);
  tally.atDoor('o2', 52);

  expect(tally.figures()).toMatchObject({
    orders: 3,
    placed: 2,
    delivered: 2,
    clickToDoor: { mean: 35, p90: 40 },
    readyToPickup: { mean: 2, p90: 3 },
    offersPerOrder: 1,
    placingMs: { p50: 5, p99: 15 },
    orderToOfferMs: { p50: 200, p99: 200 },
    acceptToSeenMs: { p50: 30, p99: 30 },
  });
});

test('an offer heard before its order is known counts once it is', () => {
  const tally = createTally(ORDERS);
  tally.placed('o1', 1000, 5);
  tally.offered([job('o1')], 1300);
  expect(tally.figures().offersPerOrder).toBe(0);
  tally.isJobOf(job('o1'), 'o1');
  expect(tally.figures()).toMatchObject({ offersPerOrder: 1, orderToOfferMs: { p50: 300 } });
});

test('the first offer is the answer, every one is counted', () => {
  const tally = createTally(ORDERS);
  tally.placed('o1', 1000, 5);
  tally.isJobOf(job('o1'), 'o1');
  tally.offered([job('o1')], 1300);
  tally.offered([job('o1')], 1900);
  expect(tally.figures()).toMatchObject({ offersPerOrder: 2, orderToOfferMs: { p50: 300 } });
});

test('what is lost is named, what neither came nor is lost waits', () => {
  const tally = createTally(ORDERS);
  tally.atDoor('o1', 40);
  tally.lose('o2', 'HOURS_RAN_OUT');
  expect(tally.waiting()).toEqual(['o3']);
  expect(tally.figures().lost).toEqual([{ order: 'o2', why: 'HOURS_RAN_OUT' }]);
});
