import { expect, test } from '@jest/globals';
import {
  defaultRule,
  plusMinutes,
  SERVICE_ITEMS,
  type CanteenId,
  type DistrictId,
  type ElderId,
  type Instant,
  type JobId,
  type LineId,
  type OrderId,
  type PersonId,
  type ServiceDay,
} from '@nuanlin/shared';
import type { LineFacts } from '../../events/index.ts';
import { planJob } from './plan-job.ts';

const now = '2026-06-18T02:00:00.000Z' as Instant;
const at = { lon: 120.1, lat: 30.2 };
const home = {
  at,
  compound: '柳荫里',
  building: '3',
  room: '3-2-502',
  floor: 5,
  lift: false,
  name: '试验老人',
  sex: 'female',
  bathedBy: 'any',
  risk: 0,
  asks: [],
  note: null,
  leaveAtDoor: false,
} as const;

const planned = (
  onDemand: boolean,
  fromMinutes: number,
  toMinutes: number,
  decisionTimes = { ...defaultRule('decision_times'), onDemandMeal: 10 },
) => {
  const line: LineFacts = {
    orderId: 'o' as OrderId,
    lineId: 'l' as LineId,
    elderId: 'e' as ElderId,
    areaPath: [],
    operatorPath: [],
    payerId: 'p' as PersonId,
    version: 1,
    crew: [],
    day: '2026-06-18' as ServiceDay,
    window: { from: plusMinutes(now, fromMinutes), to: plusMinutes(now, toMinutes) },
    work: { kind: 'meal', canteenId: 'c' as CanteenId, period: 'lunch', way: 'delivery', onDemand, dishes: [] },
  };
  return planJob({
    jobId: 'j' as JobId,
    line,
    item: SERVICE_ITEMS.meal,
    home,
    kitchen: { at, pace: { releaseBefore: 60, readyBefore: 8, cooking: 12, promise: 25 } },
    decisionTimes,
    district: { id: 'd' as DistrictId, zone: 'Asia/Shanghai' },
    now,
  });
};

test('a booked meal stands ready by the kitchen’s rule before its window', () => {
  expect(planned(false, 60, 120).pickup?.readyAt).toBe(plusMinutes(now, 52));
});

test('a meal on demand is ready as soon as the kitchen’s rule allows', () => {
  expect(planned(true, 12, 37).pickup?.readyAt).toBe(plusMinutes(now, 12));
});

test('a meal on demand is decided by the rule’s minutes before its promise, not before it can be cooked', () => {
  expect(planned(true, 12, 37).decisionAt).toBe(plusMinutes(now, 27));
});

test('other work is decided when the city’s rule says so for its item', () => {
  const booked = (byItem: object) =>
    planned(false, 600, 660, {
      ...defaultRule('decision_times'),
      byItem: { ...defaultRule('decision_times').byItem, ...byItem },
    });
  expect(booked({}).decisionAt).toBe(plusMinutes(now, 585));
  expect(booked({ meal: { rule: 'minutes_before', minutes: 90 } }).decisionAt).toBe(plusMinutes(now, 510));
});
