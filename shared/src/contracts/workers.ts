import { z } from 'zod';
import { SEXES } from '../catalog/elders.ts';
import { CERTIFICATES, SKILLS, VOLUNTEER_PAPERS } from '../catalog/workers.ts';
import type { TextTable } from '../catalog/table.ts';
import { id } from '../kernel/ids.ts';
import { point } from '../kernel/points.ts';
import { instant, serviceDay, timeWindow } from '../kernel/time.ts';
import { text } from '../texts/text.ts';
import { granted, WORKERS } from './access.ts';
import { codeOf } from './codes.ts';
import { del, get, post, put } from './endpoint.ts';
import { workerKind } from './jobs.ts';

/** How a worker gets about; the routing profile follows from it. */
export const VEHICLES = {
  foot: text('步行', 'On foot'),
  bicycle: text('自行车', 'Bicycle'),
  ebike: text('电动车', 'E-bike'),
  car: text('汽车', 'Car'),
} as const satisfies TextTable;
export const vehicle = codeOf(VEHICLES);
export type Vehicle = z.infer<typeof vehicle>;

/** A certificate 证书 with the days it is valid on, both ends included. */
export const certificate = z.strictObject({ kind: codeOf(CERTIFICATES), from: serviceDay, until: serviceDay });
export type Certificate = z.infer<typeof certificate>;

/** A volunteer's insurance, training, promise or yearly health word. */
export const volunteerPaper = z.strictObject({ paper: codeOf(VOLUNTEER_PAPERS), until: serviceDay });
export type VolunteerPaperHeld = z.infer<typeof volunteerPaper>;

export const shift = z.object({ id: id('shift'), window: timeWindow });
export type Shift = z.infer<typeof shift>;

/** A worker 服务人员 as he, his coordinator and the dispatcher see him. */
export const workerCard = z.object({
  id: id('person'),
  version: z.int(),
  name: z.string(),
  kind: workerKind,
  sex: codeOf(SEXES),
  operatorId: id('operator').nullable(),
  areaId: id('area').nullable(),
  skills: z.array(codeOf(SKILLS)),
  certificates: z.array(certificate),
  papers: z.array(volunteerPaper),
  vehicle,
  /** Meal boxes the vehicle takes. */
  capacity: z.int(),
  online: z.boolean(),
  shifts: z.array(shift),
});
export type WorkerCard = z.infer<typeof workerCard>;

/** What the worker himself sees beyond that. */
export const workerProfile = workerCard.extend({
  /** The compound a volunteer chose, or the base that staff start from. */
  base: z.object({ name: z.string(), at: point }).nullable(),
  /** Own consent that the place, rounded to 500 m, is used for matching while online. */
  placeConsent: z.boolean(),
});
export type WorkerProfile = z.infer<typeof workerProfile>;

export const workersContract = {
  me: get('/workers/me', granted(...WORKERS), 'My profile as a worker').output(workerProfile),

  setPresence: put('/workers/me/presence', granted(...WORKERS), 'Go online or offline')
    .input(z.strictObject({ online: z.boolean() }))
    .output(workerProfile),

  consentToPlace: put('/workers/me/place-consent', granted(...WORKERS), 'Allow or forbid the rough place for matching')
    .input(z.strictObject({ given: z.boolean() }))
    .output(workerProfile),

  addShift: post('/workers/me/shifts', granted(...WORKERS), 'Add a shift of mine')
    .input(z.strictObject({ window: timeWindow }))
    .output(shift),

  removeShift: del('/workers/me/shifts/{shiftId}', granted(...WORKERS), 'Take back a shift; accepted work stays')
    .input(z.strictObject({ shiftId: id('shift') }))
    .output(shift),

  ofDistrict: get(
    '/districts/{districtId}/workers',
    granted('dispatcher', 'supervisor'),
    'Who works in a district, without places',
  )
    .input(z.strictObject({ districtId: id('district') }))
    .output(z.array(workerCard)),

  staffOf: get('/providers/{operatorId}/staff', granted('coordinator'), 'The staff whom the coordinator may name')
    .input(z.strictObject({ operatorId: id('operator') }))
    .output(z.array(workerCard)),

  busy: get('/workers/me/busy', granted(...WORKERS), 'Windows already taken')
    .input(z.strictObject({ since: instant.optional() }))
    .output(z.array(timeWindow)),
};
