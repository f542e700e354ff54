import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { streamOf, type ElderId } from '@nuanlin/shared';
import { Events } from '../../src/platform/events.ts';
import { newId } from '../../src/platform/ids.ts';
import { createLog } from '../../src/platform/log.ts';
import {
  actorWith,
  bareComposition,
  emptyDatabase,
  eventually,
  startSystem,
  testConfig,
  testSessions,
  type TestSystem,
} from '../support/system.ts';
import { visits, visitsFeature } from './example.ts';

/** One id leads from a request through its events and tasks to what the feed shows of them. */
interface Line {
  readonly requestId: string;
  readonly msg: string;
  readonly [field: string]: unknown;
}
const lines: Line[] = [];
const said = (msg: string) => lines.filter((line) => line.msg === msg);

const area = newId('area');
const people = testSessions();
const dispatcher = people.signIn(actorWith({ role: 'dispatcher', over: area }));
const failures = { left: 0 };
let toShow: 'well' | 'badly' = 'well';
let system: TestSystem;

beforeAll(async () => {
  const log = createLog('trace', { write: (line: string) => void lines.push(JSON.parse(line) as Line) });
  system = await startSystem(
    (platform) => {
      const feature = visitsFeature({ ...platform, visits, areaPath: [area], failures });
      const show = feature.feed?.elder_changed;
      return {
        ...bareComposition(),
        sessions: people.sessions,
        features: {
          visits: {
            ...feature,
            feed: {
              ...feature.feed,
              elder_changed: (event) => {
                if (toShow === 'badly') throw new Error('cannot be shown');
                return show?.(event) ?? [];
              },
            },
          },
        },
        whereIs: {
          ...bareComposition().whereIs,
          elder: (elderId) => ({ elderId: elderId as ElderId, areaPath: [area], operatorPath: [], personIds: [] }),
        },
        upward: {
          ...bareComposition().upward,
          presence: async () => {
            throw new Error('nobody listens');
          },
        },
      };
    },
    testConfig(),
    emptyDatabase,
    { log },
  );
});
afterAll(() => system?.stop());

const note = (elder: ElderId, requestId: string) =>
  system
    .request('post', `/api/v1/elders/${elder}/visits`, dispatcher)
    .set('x-request-id', requestId)
    .send({ by: 'Zhao', minutes: 20 });

test('the client’s id comes back, stands in the log with the whole path, and on the event', async () => {
  const elder = newId('elder');
  const { headers } = await note(elder, 'tap-1');
  expect(headers['x-request-id']).toBe('tap-1');
  const [request] = await eventually(
    () => said('request').filter(({ requestId }) => requestId === 'tap-1'),
    ({ length }) => length === 1,
  );
  expect(request).toMatchObject({ path: `/api/v1/elders/${elder}/visits`, method: 'POST', status: 200 });
  expect(await Events.findOne({ 'facts.elderId': elder }).lean()).toMatchObject({ requestId: 'tap-1' });
});

test('an id that is none is not taken over', async () => {
  const { headers } = await note(newId('elder'), 'a b\tc');
  expect(headers['x-request-id']).toMatch(/^[\w-]{16}$/);
});

test('a task that fails is logged under the id of the request behind it', async () => {
  await eventually(
    () => Events.countDocuments({ open: { $gt: '' } }),
    (open) => open === 0,
  );
  failures.left = 1;
  await note(newId('elder'), 'tap-2');
  const [failed] = await eventually(
    () => said('task failed'),
    ({ length }) => length > 0,
  );
  expect(failed).toMatchObject({ requestId: 'tap-2', handler: 'visits.flaky' });
});

test('and so is an event that cannot be shown in the feed', async () => {
  toShow = 'badly';
  await note(newId('elder'), 'tap-3');
  const [failed] = await eventually(
    () => said('event not shown in the feed'),
    ({ length }) => length > 0,
  );
  toShow = 'well';
  expect(failed).toMatchObject({ requestId: 'tap-3', type: 'elder_changed' });
});

test('a message of a socket has an id of its own, under which its failure is found', async () => {
  const socket = await system.socket(dispatcher);
  await socket.emitWithAck('feed:join', { stream: streamOf('elder', newId('elder')) });
  const refused = await socket.emitWithAck('presence', { at: { lon: 120, lat: 30 }, accuracyM: 5 });
  expect(refused).toEqual({ ok: false, code: 'INTERNAL' });
  const [failed] = said('message failed');
  expect(failed).toMatchObject({ requestId: `${socket.id}.2`, event: 'presence' });
});
