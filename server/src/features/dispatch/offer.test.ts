import { describe, expect, test } from '@jest/globals';
import { Refusal, type AreaId, type Instant, type OfferState, type OperatorId, type PersonId } from '@nuanlin/shared';
import type { Grant } from '../../platform/access/scope.ts';
import * as offers from './offer.ts';
import type { Offer } from './offer.ts';

const now = '2026-06-18T03:00:00.000Z' as Instant;
const later = '2026-06-18T03:02:00.000Z' as Instant;
const worker = 'worker' as PersonId;
const other = 'other' as PersonId;

const pending = {
  id: 'o',
  version: 1,
  to: { kind: 'worker', workerId: worker },
  leaseUntil: '2026-06-18T03:01:00.000Z',
  state: 'pending',
  end: null,
} as unknown as Offer;

const code = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'nothing refused';
};

describe('an offer', () => {
  test('is accepted by the worker asked, within the lease', () => {
    expect(offers.accept(pending, { personId: worker, workerId: worker }, now)).toMatchObject({
      state: 'accepted',
      version: 2,
      end: { workerId: worker, notedById: null },
    });
  });

  test('accepted after a call names who noted it', () => {
    expect(offers.accept(pending, { personId: other, workerId: worker }, now).end).toMatchObject({ notedById: other });
  });

  test('is nobody else’s', () => {
    expect(code(() => offers.accept(pending, { personId: other, workerId: other }, now))).toBe('NOT_YOUR_OFFER');
  });

  test('on the last moment of the lease it holds, after it not', () => {
    expect(offers.accept(pending, { personId: worker, workerId: worker }, pending.leaseUntil).state).toBe('accepted');
    expect(code(() => offers.accept(pending, { personId: worker, workerId: worker }, later))).toBe('OFFER_EXPIRED');
  });

  test('to a provider only its coordinator answers, and names somebody', () => {
    const toProvider = { ...pending, to: { kind: 'provider', operatorId: 'p' } } as unknown as Offer;
    expect(code(() => offers.accept(toProvider, { personId: worker, workerId: worker }, now))).toBe('NOT_YOUR_OFFER');
    expect(offers.name(toProvider, other, worker, now).end).toMatchObject({ workerId: worker, notedById: other });
    expect(code(() => offers.name(pending, other, worker, now))).toBe('NOT_YOUR_OFFER');
  });

  describe('is declined', () => {
    const area = 'area' as AreaId;
    const [company, branch, elsewhere] = ['company', 'branch', 'elsewhere'] as [OperatorId, OperatorId, OperatorId];
    const placed = { ...pending, areaPath: [area], operatorPath: [company, branch, elsewhere] } as Offer;
    const toProvider = { ...placed, to: { kind: 'provider', operatorId: branch } } as Offer;
    const coordinator = (over: OperatorId): Grant => ({ role: 'coordinator', over });
    const dispatcher = (over: AreaId): Grant => ({ role: 'dispatcher', over });
    const cases: [string, Offer, PersonId, Grant[], string][] = [
      ['by the worker asked', placed, worker, [], 'nothing refused'],
      ['by no other worker', placed, other, [], 'NOT_YOUR_OFFER'],
      ['by a dispatcher of the area, after a call', placed, other, [dispatcher(area)], 'nothing refused'],
      ['by no dispatcher of another', placed, other, [dispatcher('x' as AreaId)], 'NOT_YOUR_OFFER'],
      ['by no coordinator when a person was asked', placed, other, [coordinator(company)], 'NOT_YOUR_OFFER'],
      ['by the coordinator of the provider asked', toProvider, other, [coordinator(branch)], 'nothing refused'],
      ['by the coordinator above it', toProvider, other, [coordinator(company)], 'nothing refused'],
      ['by none of another operator of the work', toProvider, other, [coordinator(elsewhere)], 'NOT_YOUR_OFFER'],
    ];
    test.each(cases)('%s', (_, offer, personId, grants, expected) => {
      expect(code(() => offers.reject(offer, { personId, grants }, '', now))).toBe(expected);
    });
  });

  const closed: [OfferState, string][] = [
    ['accepted', 'OFFER_TAKEN'],
    ['rescinded', 'OFFER_TAKEN'],
    ['timeout', 'OFFER_EXPIRED'],
    ['rejected', 'OFFER_CLOSED'],
    ['cancelled', 'OFFER_CLOSED'],
  ];
  test.each(closed)('that is %s says %s to everything', (state, expected) => {
    const offer = { ...pending, state };
    expect(code(() => offers.accept(offer, { personId: worker, workerId: worker }, now))).toBe(expected);
    expect(code(() => offers.reject(offer, { personId: worker, grants: [] }, '', now))).toBe(expected);
    expect(code(() => offers.timeOut(offer, now))).toBe(expected);
    expect(code(() => offers.rescind(offer, null, '', now))).toBe(expected);
    expect(code(() => offers.cancel(offer, '', now))).toBe(expected);
  });
});
