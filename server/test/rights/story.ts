import {
  plusDays,
  type DayView,
  type Id,
  type JobId,
  type JobView,
  type LineId,
  type OfferView,
  type OrderView,
  type PlanView,
  type RunView,
} from '@nuanlin/shared';
import type { NewWorker } from '../../src/features/workers/index.ts';
import { eventually, type TestSystem } from '../support/system.ts';
import type { Joined } from '../people/town.ts';
import type { Cast, Member } from './cast.ts';
import { clockAt, DAY, type Ground } from './ground.ts';

type Five<T> = [T, T, T, T, T];

export type Things = Awaited<ReturnType<typeof tellStory>>;

const API = '/api/v1';

/** What happens around the elder until one thing of every kind exists, each made by who may make it. */
export async function tellStory(system: TestSystem, joined: Joined, ground: Ground, cast: Cast) {
  const member = (who: string): Member => the(cast.get(who));
  const call = async <T>(method: 'get' | 'post' | 'put', path: string, who: string, body?: object): Promise<T> => {
    const request = system.request(method, API + path, member(who).token).set('x-forwarded-for', member(who).personId);
    const answer = await (method === 'get' ? request : request.send(body ?? {}));
    if (answer.status !== 200) throw new Error(`${method} ${path} by ${who}: ${JSON.stringify(answer.body)}`);
    return answer.body as T;
  };
  const elderPath = `/elders/${ground.elder.elderId}`;
  await hireWorkers(system, joined, ground, member);

  const consents: { id: Id<'consent'> }[] = [];
  for (const kind of ['entering_home', 'bathing', 'health_data']) {
    consents.push(await call('post', `${elderPath}/consents`, 'elder', { kind, textVersion: '1', channel: 'tap' }));
  }
  const card = await call<{ cardNumber: string }>('post', `${elderPath}/cards`, 'care advisor');
  const { code } = await call<{ code: string }>('post', `${elderPath}/device-codes`, 'family');
  await system.request('post', `${API}/devices`).send({ code, name: '客厅平板' }).expect(200);
  const [device] = await call<{ id: Id<'device'> }[]>('get', `${elderPath}/devices`, 'family');
  const from = plusDays(DAY, 60);
  const absence = await call<{ id: Id<'absence'> }>('post', `${elderPath}/absences`, 'family', {
    reason: 'with_children',
    from: clockAt('08:00', from),
    to: clockAt('08:00', plusDays(from, 2)),
  });

  const { items, canteen, dish } = ground;
  const visit = (itemId: string, time: string, day = DAY) => ({
    kind: 'service',
    itemId,
    variant: null,
    start: clockAt(time, day),
    minutes: 60,
    payWith: 'money',
  });
  const meal = {
    kind: 'meal',
    canteenId: canteen.id,
    day: DAY,
    period: 'lunch',
    way: 'delivery',
    dishes: [{ dishId: dish.id, portions: 1 }],
  };
  const lines = [
    meal,
    visit(items.cleaning.id, '14:00'),
    visit(items.companionship.id, '17:30'),
    visit(items.cleaning.id, '10:00', plusDays(DAY, 1)),
    visit(items.companionship.id, '12:30'),
  ];
  const basket = { elderId: ground.elder.elderId, lines, way: 'settle_later' };
  const { totalFen } = await call<{ totalFen: number }>('post', '/orders/quote', 'family', basket);
  const order = await call<OrderView>('post', '/orders', 'family', { ...basket, quotedFen: totalFen });
  const lineOf = (n: number): LineId => the(order.lines[n]).id;
  const [mealLine, cleaningLine, companyLine, laterLine, servedLine] = [0, 1, 2, 3, 4].map(lineOf) as Five<LineId>;
  for (const line of [cleaningLine, companyLine, laterLine, servedLine]) {
    await call('post', `/lines/${line}/answer`, 'elder', { yes: true, by: 'tap' });
  }

  const jobOf = async (line: LineId): Promise<JobId> => {
    const entryOf = ({ entries }: DayView) => entries.find((entry) => entry.line.id === line);
    const day = await eventually(
      () => call<DayView>('get', `${elderPath}/day?day=${DAY}`, 'family'),
      (seen) => Boolean(entryOf(seen)?.visit),
    );
    return the(entryOf(day)?.visit).jobId;
  };
  const assign = async (line: LineId, worker: string): Promise<RunView> => {
    const job = await call<JobView>('get', `/jobs/${await jobOf(line)}`, 'dispatcher');
    return call('post', `/seats/${job.seats[0]?.id}/assign`, 'dispatcher', {
      workerId: member(worker).personId,
      why: 'asked for',
    });
  };
  const run = await assign(cleaningLine, 'staff');
  await assign(companyLine, 'volunteer');
  const served = `/seats/${the((await assign(servedLine, 'volunteer')).stops[0]).seatId}`;
  await call('post', `${served}/depart`, 'volunteer');
  await call('post', `${served}/arrive`, 'volunteer', { checkIn: { method: 'staff_note', words: 'at the door' } });
  await call('post', `${served}/start`, 'volunteer');
  await call('post', `${served}/checks`, 'volunteer', { answers: [{ step: 'spirits', value: 'cheerful' }] });
  const evidence = [{ kind: 'signature', strokes: 'M0 0' }];
  await call('post', `${served}/finish`, 'volunteer', { evidence, observation: 'fine' });
  await call('post', `/runs/${run.id}/depart`, 'staff');

  const offerTo = async (who: string): Promise<OfferView> => {
    const { offers } = await eventually(
      () => call<{ offers: OfferView[] }>('get', '/offers', who),
      ({ offers }) => offers.length > 0,
      20_000,
    );
    return the(offers[0]);
  };
  const offer = await offerTo('courier');
  const providerOffer = await offerTo('coordinator');

  const subject = {
    kind: 'visits',
    districtId: ground.town.near.district.id,
    operatorId: ground.town.company.id,
    day: plusDays(DAY, 1),
  };
  const asked = await call<PlanView>('post', '/plans', 'dispatcher', { subject, seconds: 1 });
  const plan = await eventually(
    () => call<PlanView>('get', `/plans/${asked.id}`, 'dispatcher'),
    ({ state }) => state === 'proposed',
    20_000,
  );

  const concern = await call<{ id: Id<'concern'> }>('post', '/concerns', 'family', {
    elderId: ground.elder.elderId,
    kind: 'low_spirits',
    risk: 'watch',
    words: null,
  });
  await call('post', `/lines/${mealLine}/missing`, 'elder');
  await askForCall(system, ground, mealLine);
  const firstOf = async <T>(path: string, who: string): Promise<T> => {
    const { items } = await eventually(
      () => call<{ items: T[] }>('get', path, who),
      ({ items }) => items.length > 0,
    );
    return the(items[0]);
  };
  const alarm = await firstOf<{ id: Id<'alarm'> }>('/alarms', 'dispatcher');
  const followUp = await firstOf<{ id: Id<'followUp'> }>('/follow-ups', 'dispatcher');
  const notice = await firstOf<{ id: Id<'notice'> }>('/notices', 'dispatcher');
  const { entries } = await eventually(
    () => call<{ entries: { items: { journalId: Id<'journal'> }[] } }>('get', '/timebank/me', 'volunteer'),
    ({ entries: { items } }) => items.length > 0,
  );
  const day = await eventually(
    () => call<DayView>('get', `${elderPath}/day?day=${DAY}`, 'family'),
    (seen) => seen.entries.some(({ ticket }) => ticket !== null),
  );
  await eventually(
    () => call('get', `/runs/${run.id}/progress`, 'staff').catch(() => null),
    (seen) => seen !== null,
  );
  const { payments } = await call<{ payments: { id: Id<'payment'> }[] }>(
    'get',
    `/payments?orderId=${order.id}`,
    'family',
  );
  const { shifts } = await call<{ shifts: { id: Id<'shift'> }[] }>('get', '/workers/me', 'staff');

  return {
    order,
    mealLine,
    cleaningLine,
    laterLine,
    ticketId: the(day.entries.find(({ ticket }) => ticket)?.ticket).id,
    jobId: await jobOf(cleaningLine),
    servedJobId: await jobOf(servedLine),
    seatId: the(run.stops[0]).seatId,
    runId: run.id,
    offerId: offer.id,
    providerOfferId: providerOffer.id,
    plan: { subject, planId: plan.id, version: plan.version, seatId: the(plan.works[0]).seatId },
    paymentId: the(payments[0]).id,
    journalId: the(entries.items[0]).journalId,
    concernId: concern.id,
    alarmId: alarm.id,
    followUpId: followUp.id,
    noticeId: notice.id,
    absenceId: absence.id,
    consentId: the(consents[0]).id,
    cardNumber: card.cardNumber,
    deviceId: the(device).id,
    shiftId: the(shifts[0]).id,
  };
}

function the<T>(thing: T | null | undefined): T {
  if (thing === null || thing === undefined) throw new Error('the story does not go on without it');
  return thing;
}

/** Those of the cast who work, with shifts all week; only whose work it is are online. */
async function hireWorkers(
  { platform }: TestSystem,
  { workers }: Joined,
  { town, kitchen, away }: Ground,
  member: (who: string) => Member,
): Promise<void> {
  const shift = { from: clockAt('07:00'), to: clockAt('20:00', plusDays(DAY, 7)) };
  const worker = (who: string, kind: NewWorker['kind'], under: Partial<NewWorker>): NewWorker => ({
    workerId: member(who).personId,
    kind,
    sex: 'female',
    operatorId: null,
    areaId: null,
    skills: ['delivery', 'cleaning', 'companionship', 'bathing'],
    certificates: (['health', 'bathing_training'] as const).map((certificate) => ({
      kind: certificate,
      from: plusDays(DAY, -100),
      until: plusDays(DAY, 200),
    })),
    papers: (['identity', 'accident_insurance', 'training', 'promise', 'health_word'] as const).map((paper) => ({
      paper,
      until: plusDays(DAY, 200),
    })),
    vehicle: 'ebike',
    capacity: 20,
    base: { name: '柳荫里', at: { lon: 120.1, lat: 30.2 } },
    placeConsent: null,
    shifts: member(who).works ? [shift] : [],
    online: member(who).works,
    ...under,
  });
  const newcomers = [
    ...(['courier', 'courier of the same kitchen'] as const).map((who) =>
      worker(who, 'courier', { operatorId: kitchen.id }),
    ),
    worker('courier of another operator', 'courier', { operatorId: away.id }),
    ...(['staff', 'staff of the same provider'] as const).map((who) =>
      worker(who, 'staff', { operatorId: town.company.id }),
    ),
    worker('staff of another operator', 'staff', { operatorId: away.id }),
    ...(['volunteer', 'volunteer of the same area'] as const).map((who) =>
      worker(who, 'volunteer', { areaId: town.near.community.id }),
    ),
    worker('volunteer of another area', 'volunteer', { areaId: town.far.community.id }),
  ];
  await platform.transactions.run((session) => workers.registerAll(newcomers, session));
}

/** Somebody asked on the phone to be called back. */
async function askForCall({ platform }: TestSystem, { elder }: Ground, lineId: LineId): Promise<void> {
  const { elderId, areaPath, personId: byId } = elder;
  const facts = { elderId, areaPath: [...areaPath], operatorPath: [], lineId, byId, answer: 'person' as const };
  await platform.transactions.run((session) => platform.events.add({ type: 'call_answered', facts }, session));
}
