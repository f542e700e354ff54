import { describe, expect, test } from '@jest/globals';
import { fromMs, writeId, type PersonId } from '@nuanlin/shared';
import { acknowledge, escalate, finish, resolve, takeOn, type Alarm, type FollowUp } from './desk.ts';

const zeros = new Uint8Array(16);
const [wu, deng]: [PersonId, PersonId] = [writeId('person', 1, zeros), writeId('person', 2, zeros)];
const onDesk = {
  version: 1,
  about: writeId('elder', 0, zeros),
  elderId: null,
  areaPath: [],
  operatorPath: [],
  personIds: [],
  jobId: null,
  lineId: null,
  openedAt: fromMs(0),
  dueAt: fromMs(1),
  ownerId: null,
  outcome: null,
};
const raised: Alarm = { ...onDesk, alarmId: writeId('alarm', 0, zeros), kind: 'late', state: 'raised' };
const open: FollowUp = { ...onDesk, followUpId: writeId('followUp', 0, zeros), kind: 'seat_free', state: 'open' };
const refused = (code: string) => expect.objectContaining({ code });

describe('an alarm', () => {
  test('escalates only while nobody has acknowledged it, and can be taken over then', () => {
    const escalated = escalate(raised);
    expect(escalated?.state).toBe('escalated');
    expect(escalate(acknowledge(raised, wu))).toBeNull();
    expect(escalated && acknowledge(escalated, deng)).toMatchObject({ state: 'acknowledged', ownerId: deng });
  });

  test('belongs to who acknowledged it', () => {
    expect(() => acknowledge(acknowledge(raised, wu), deng)).toThrow(refused('OWNED_BY_ANOTHER'));
  });

  test('is resolved once, by somebody or by what came true', () => {
    expect(resolve(raised, null, null)).toMatchObject({ state: 'resolved', ownerId: null });
    expect(resolve(acknowledge(raised, wu), null, null).ownerId).toBe(wu);
    const resolved = resolve(raised, wu, '改派');
    expect(resolved).toMatchObject({ ownerId: wu, outcome: '改派' });
    expect(() => resolve(resolved, wu, '')).toThrow(refused('ALARM_RESOLVED'));
    expect(() => acknowledge(resolved, wu)).toThrow(refused('ALARM_RESOLVED'));
    expect(escalate(resolved)).toBeNull();
  });
});

describe('a follow-up', () => {
  test('is done by its owner or by nobody at the desk, once', () => {
    const owned = takeOn(open, wu);
    expect(() => finish(owned, deng, '')).toThrow(refused('OWNED_BY_ANOTHER'));
    expect(finish(owned, wu, '已联系')).toMatchObject({ state: 'done', outcome: '已联系', ownerId: wu });
    const done = finish(open, null, null);
    expect(done).toMatchObject({ state: 'done', ownerId: null });
    expect(() => takeOn(done, wu)).toThrow(refused('FOLLOW_UP_DONE'));
    expect(() => finish(done, null, null)).toThrow(refused('FOLLOW_UP_DONE'));
  });
});
