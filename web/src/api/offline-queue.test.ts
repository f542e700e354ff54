import { describe, expect, test } from '@jest/globals';
import { reactive } from 'vue';
import { offlineQueue, type ActionStore, type KeptAction } from './offline-queue.ts';
import { NetworkLost, Refused } from './problem.ts';

/** Keeps actions in memory, as the device's database would. */
function memoryStore(): ActionStore {
  const kept = new Map<number, KeptAction>();
  let made = 0;
  return {
    all: async () => [...kept.values()],
    async add(action) {
      const whole = structuredClone({ ...action, place: ++made });
      kept.set(whole.place, whole);
      return whole;
    },
    async put(action) {
      kept.set(action.place, structuredClone(action));
    },
    async remove(place) {
      kept.delete(place);
    },
  };
}

/** A server that can be unreachable, refuse, and remember what it heard under which key. */
function server() {
  const heard: { seat: string; key: string | undefined }[] = [];
  const state = { answer: (_seat: string): void => {} };
  const arrive = async ({ seat }: { seat: string }, { context }: { context: { idempotencyKey?: string } }) => {
    heard.push({ seat, key: context.idempotencyKey });
    state.answer(seat);
    return `${seat} is heard`;
  };
  return { heard, state, actions: { arrive } };
}

const keys = () => {
  let made = 0;
  return () => `key-${++made}`;
};

const away = (): never => {
  throw new NetworkLost(new TypeError('failed to fetch'));
};

describe('actions without a network', () => {
  test('may hold what a form holds, also when the server says no to them later', async () => {
    const { state, actions } = server();
    state.answer = away;
    const store = memoryStore();
    const queue = await offlineQueue(actions, store, keys());
    const form = reactive({ seat: 'a', checkIn: { method: 'staff_note', note: 'no position' } });
    expect(await queue.tell('arrive', form, '签到 a')).toEqual({ kind: 'kept' });
    state.answer = () => {
      throw new Refused('SEAT_MOVED_ON', {}, '状态已经变了', {});
    };
    await queue.flush();
    const input = { seat: 'a', checkIn: { method: 'staff_note', note: 'no position' } };
    expect(await store.all()).toMatchObject([{ input, refused: { code: 'SEAT_MOVED_ON' } }]);
  });

  test('wait in order and are told once it is back, each under the key it was made with', async () => {
    const { heard, state, actions } = server();
    const store = memoryStore();
    state.answer = away;
    const before = await offlineQueue(actions, store, keys());
    expect(await before.tell('arrive', { seat: 'a' }, '签到 a')).toEqual({ kind: 'kept' });
    expect(await before.tell('arrive', { seat: 'b' }, '签到 b')).toEqual({ kind: 'kept' });
    expect(before.kept.value).toMatchObject([
      { idempotencyKey: 'key-1', about: '签到 a' },
      { idempotencyKey: 'key-2', about: '签到 b' },
    ]);

    state.answer = () => {};
    heard.length = 0;
    const told: string[] = [];
    const afterReload = await offlineQueue(actions, store, keys(), async ({ about }) => void told.push(about));
    await afterReload.flush();
    expect(heard).toEqual([
      { seat: 'a', key: 'key-1' },
      { seat: 'b', key: 'key-2' },
    ]);
    expect(told).toEqual(['签到 a', '签到 b']);
    expect(afterReload.kept.value).toEqual([]);
    expect(await store.all()).toEqual([]);
  });

  test('a new action stands behind those that wait, and hears its own answer', async () => {
    const { heard, state, actions } = server();
    state.answer = away;
    const queue = await offlineQueue(actions, memoryStore(), keys());
    await queue.tell('arrive', { seat: 'a' }, '');
    state.answer = () => {};
    heard.length = 0;
    expect(await queue.tell('arrive', { seat: 'b' }, '')).toEqual({ kind: 'told', answer: 'b is heard' });
    expect(heard.map(({ seat }) => seat)).toEqual(['a', 'b']);
    expect(queue.kept.value).toEqual([]);
  });

  test('a no at once is thrown at the one who waits, and nothing is kept', async () => {
    const { state, actions } = server();
    const store = memoryStore();
    state.answer = () => {
      throw new Refused('SEAT_MOVED_ON', {}, '状态已经变了', {});
    };
    const queue = await offlineQueue(actions, store, keys());
    await expect(queue.tell('arrive', { seat: 'a' }, '')).rejects.toMatchObject({ code: 'SEAT_MOVED_ON' });
    expect(queue.kept.value).toEqual([]);
    expect(await store.all()).toEqual([]);
  });

  test('a later no stays in sight with its words and does not hold up the next', async () => {
    const { state, actions } = server();
    const store = memoryStore();
    state.answer = away;
    const queue = await offlineQueue(actions, store, keys());
    await queue.tell('arrive', { seat: 'a' }, '签到 a');
    await queue.tell('arrive', { seat: 'b' }, '签到 b');
    state.answer = (seat) => {
      if (seat === 'a') throw new Refused('SEAT_MOVED_ON', {}, '状态已经变了', {});
    };
    await queue.flush();
    expect(queue.kept.value).toMatchObject([{ place: 1, refused: { code: 'SEAT_MOVED_ON', words: '状态已经变了' } }]);
    await queue.dismiss(1);
    expect(await store.all()).toEqual([]);
  });

  test('an overloaded server is asked again later, not told off', async () => {
    const { state, actions } = server();
    state.answer = () => {
      throw new Refused('OVERLOADED', {}, '现在人多', {});
    };
    const queue = await offlineQueue(actions, memoryStore(), keys());
    expect(await queue.tell('arrive', { seat: 'a' }, '')).toEqual({ kind: 'kept' });
    expect(queue.kept.value).toMatchObject([{ refused: null }]);
  });
});
