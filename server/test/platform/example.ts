import mongoose, { Schema } from 'mongoose';
import { z } from 'zod';
import { get, granted, id, patch, post, Refusal, streamOf, type AreaId, type ElderId } from '@nuanlin/shared';
import { filterOf, placedFields, type Placed, type Scope } from '../../src/platform/access/scope.ts';
import type { DeadlineHandlers } from '../../src/platform/deadlines.ts';
import type { Handlers } from '../../src/platform/events.ts';
import type { Projection } from '../../src/platform/feed/entries.ts';
import { asIs, requireVersion, routesWith, type SignedIn } from '../../src/platform/http/route.ts';
import type { Platform } from '../../src/platform/platform.ts';
import type { Feature } from '../../src/platform/process.ts';
import type { ClientSession } from 'mongoose';
import type { Tx } from '../../src/platform/tx.ts';
import type { DomainEvent } from '../../src/events/index.ts';

/** A small feature that uses everything the platform has: a count of visits to an elder. */
export const visitsContract = {
  note: post('/elders/{elderId}/visits', granted('dispatcher', 'family'), 'Note a visit')
    .input(z.strictObject({ elderId: id('elder'), by: z.string().min(1).max(20), minutes: z.int().positive() }))
    .output(z.object({ id: z.string(), visits: z.int(), version: z.int() })),
  read: get('/elders/{elderId}/visits', granted('dispatcher', 'family'), 'Visits')
    .input(z.strictObject({ elderId: id('elder') }))
    .output(z.object({ visits: z.int(), version: z.int() })),
  correct: patch('/elders/{elderId}/visits', granted('dispatcher'), 'Correct the count')
    .input(z.strictObject({ elderId: id('elder'), visits: z.int().nonnegative() }))
    .output(z.object({ visits: z.int(), version: z.int() })),
};

interface Count extends Placed {
  _id: ElderId;
  visits: number;
  version: number;
}
const schema = new Schema<Count>(
  {
    _id: { type: String, required: true },
    ...placedFields,
    visits: { type: Number, required: true },
    version: { type: Number, required: true },
  },
  { collection: 'test_visits', versionKey: false },
);
const Counts = mongoose.model('TestVisits', schema);

const effects = mongoose.model(
  'TestEffect',
  new Schema(
    { key: { type: String, required: true }, what: { type: String, required: true } },
    { collection: 'test_effects', versionKey: false },
  ),
);
export const Effects = effects;

export const visits = {
  async get(scope: Scope, elderId: ElderId): Promise<Count> {
    const found = await Counts.findOne({ $and: [filterOf(scope), { _id: elderId }] }).lean<Count>();
    if (!found) throw new Refusal('NOT_FOUND');
    return found;
  },
  async add(elderId: ElderId, areaPath: readonly AreaId[], session: ClientSession): Promise<Count> {
    return Counts.findOneAndUpdate(
      { _id: elderId },
      { $inc: { visits: 1, version: 1 }, $setOnInsert: { elderId, areaPath, operatorPath: [], personIds: [] } },
      { upsert: true, returnDocument: 'after', session },
    ).lean<Count>();
  },
  async save(count: Count, session: ClientSession): Promise<Count> {
    const { version } = count;
    const { modifiedCount } = await Counts.updateOne(
      { _id: count._id, version },
      { visits: count.visits, version: version + 1 },
      { session },
    );
    if (modifiedCount === 0) throw new Refusal('VERSION_STALE');
    return { ...count, version: version + 1 };
  },
};

type Ports = Pick<Platform, 'events' | 'deadlines' | 'clock' | 'log'> & {
  visits: typeof visits;
  areaPath: readonly AreaId[];
  /** How often the handler called `flaky` fails before it works. */
  failures: { left: number };
};
type InTx = Ports & { tx: Tx };

const noteVisit = (
  { elderId, now }: { elderId: ElderId } & SignedIn,
  { visits, areaPath, events, deadlines, tx }: InTx,
) =>
  tx(async (session) => {
    const count = await visits.add(elderId, areaPath, session);
    await events.add(
      { type: 'elder_changed', facts: { elderId, areaPath: [], operatorPath: [], version: count.version } },
      session,
    );
    await deadlines.set('visits.remind', elderId, now, session);
    return count;
  });

const correct = async (
  { elderId, visits: count, scope, call }: { elderId: ElderId; visits: number } & SignedIn,
  { visits, tx }: InTx,
) => {
  const found = await visits.get(scope, elderId);
  requireVersion(call, found.version);
  return tx((session) => visits.save({ ...found, visits: count }, session));
};

const readVisits = ({ elderId, scope }: { elderId: ElderId } & SignedIn, { visits }: InTx) =>
  visits.get(scope, elderId);

const present = ({ _id, visits, version }: Count) => ({ id: _id, visits, version });

export function visitsFeature(ports: Ports): Feature {
  const { route } = routesWith(ports);
  const handlers: Handlers<DomainEvent> = {
    'visits.effect': {
      elder_changed: async (event, { tx, key }) =>
        tx(async (session) => void (await effects.create([{ key, what: event.facts.elderId }], { session }))),
    },
    'visits.flaky': {
      elder_changed: async () => {
        if (ports.failures.left > 0) {
          ports.failures.left -= 1;
          throw new Error('not yet');
        }
      },
    },
  };
  const deadlines: DeadlineHandlers = {
    'visits.remind': async (elderId, { tx, key }) =>
      tx(async (session) => void (await effects.create([{ key, what: `remind ${elderId}` }], { session }))),
  };
  const feed: Projection<DomainEvent> = {
    elder_changed: ({ facts: { elderId, version } }) => [
      {
        stream: streamOf('elder', elderId),
        type: 'visits',
        entity: { kind: 'visits', id: elderId },
        version,
        view: { version },
      },
    ],
    grants_changed: ({ facts: { personId } }) => [
      {
        stream: streamOf('person', personId),
        type: 'grants_changed',
        entity: { kind: 'person', id: personId },
        version: 0,
        view: {},
      },
    ],
  };
  return {
    routes: {
      note: route(visitsContract.note, noteVisit, present),
      read: route(visitsContract.read, readVisits, asIs),
      correct: route(visitsContract.correct, correct, asIs),
    },
    handlers,
    deadlines,
    feed,
  };
}
