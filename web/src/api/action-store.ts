import type { ActionStore, KeptAction } from './offline-queue.ts';

/** Keeps actions in IndexedDB, one database a person, so that nobody's work is told under another's name. */
export async function indexedDbStore(personId: string): Promise<ActionStore> {
  const database = await opened(`nuanlin-actions-${personId}`);
  const actions = (mode: IDBTransactionMode): IDBObjectStore =>
    database.transaction('actions', mode).objectStore('actions');
  return {
    all: () => answer<KeptAction[]>(actions('readonly').getAll()),
    async add(action) {
      const place = await answer(actions('readwrite').add(action));
      return { ...action, place: Number(place) };
    },
    async put(action) {
      await answer(actions('readwrite').put(action));
    },
    remove: (place) => answer(actions('readwrite').delete(place)),
  };
}

function opened(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () =>
    request.result.createObjectStore('actions', { keyPath: 'place', autoIncrement: true });
  return answer(request);
}

const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the device refused to keep the action'));
  });
