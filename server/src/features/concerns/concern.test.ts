import { describe, expect, test } from '@jest/globals';
import { defaultRule, fromMs, plusMinutes, writeId, type Id, type PersonId } from '@nuanlin/shared';
import { addStep, climb, close, deadlineOf, nextClimbAt, own, type Concern } from './concern.ts';

const zeros = new Uint8Array(16);
const [wu, deng]: [PersonId, PersonId] = [writeId('person', 1, zeros), writeId('person', 2, zeros)];
const elder: Id<'elder'> = writeId('elder', 0, zeros);
const now = fromMs(0);
const fresh: Concern = {
  concernId: writeId('concern', 0, zeros),
  version: 1,
  state: 'open',
  about: elder,
  elderId: null,
  areaPath: [],
  operatorPath: [],
  personIds: [],
  kind: 'no_answer',
  risk: 'urgent',
  jobId: null,
  lineId: null,
  openedAt: now,
  openedById: null,
  ladder: defaultRule('concern_ladder').steps,
  climbed: 0,
  steps: [],
};

const climbAll = (concern: Concern): { to: string; after: number; seen: boolean }[] => {
  const next = climb(concern);
  const at = nextClimbAt(concern);
  if (!next || at === null) return [];
  const after = (Date.parse(at) - Date.parse(now)) / 60_000;
  return [{ to: next.to, after, seen: next.concern.elderId === elder }, ...climbAll(next.concern)];
};

describe('a concern', () => {
  test('climbs at +3, +8, +15 and +30, and the family sees it from +3', () => {
    expect(climbAll(fresh)).toEqual([
      { to: 'family', after: 3, seen: true },
      { to: 'keyholder', after: 8, seen: true },
      { to: 'grid_worker', after: 15, seen: true },
      { to: 'at_the_door', after: 30, seen: true },
    ]);
    expect(deadlineOf(fresh)).toBe(plusMinutes(now, 30));
  });

  test('stops climbing once somebody sees to it', () => {
    const owned = own(fresh, wu);
    expect([nextClimbAt(owned), climb(owned)]).toEqual([null, null]);
  });

  test('has one owner: the same again is no harm, another is refused', () => {
    expect(own(own(fresh, wu), wu)).toMatchObject({ state: 'owned', ownerId: wu });
    expect(() => own(own(fresh, wu), deng)).toThrow(expect.objectContaining({ code: 'OWNED_BY_ANOTHER' }));
  });

  test('is closed with words by who sees to it, and then nothing moves it', () => {
    const closed = close(fresh, wu, '在女儿家', now);
    expect(closed).toMatchObject({ state: 'closed', outcome: '在女儿家', ownerId: wu });
    const step = { at: now, kind: 'note' as const, byId: wu, words: null };
    for (const move of [() => own(closed, wu), () => addStep(closed, step), () => close(closed, wu, '', now)])
      expect(move).toThrow(expect.objectContaining({ code: 'CONCERN_CLOSED' }));
    expect(climb(closed)).toBeNull();
  });
});
