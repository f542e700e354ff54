import { z } from 'zod';
import { CARE_SCALES } from '../catalog/care-scales.ts';
import { CONSENT_CHANNELS, CONSENT_KINDS } from '../catalog/consents.ts';
import {
  ALLERGENS,
  DIET_FORCES,
  DIET_NEEDS,
  DIET_SOURCES,
  FAITHS,
  INGREDIENTS,
  SWALLOWING,
  TEXTURES,
} from '../catalog/diet.ts';
import {
  ABSENCE_REASONS,
  CATEGORY_SOURCES,
  CONTACT_ROLES,
  DECISION_MODES,
  ELDER_CATEGORIES,
  GUARDIAN_PAPERS,
  HEARING,
  KINSHIPS,
  MOBILITY,
  SEXES,
} from '../catalog/elders.ts';
import { id } from '../kernel/ids.ts';
import { point } from '../kernel/points.ts';
import { instant, serviceDay, timeOfDay } from '../kernel/time.ts';
import { FIELD_TEXTS } from '../texts/fields.ts';
import { forElder, granted, signedIn } from './access.ts';
import { codeOf } from './codes.ts';
import { del, get, patch, post, put } from './endpoint.ts';
import { familyRight, telephone } from './identity.ts';
import { page, pageRequest } from './lists.ts';

const words = (most: number) => z.string().trim().min(1).max(most);

/** Where the elder lives or lived: 小区, building, unit, floor, room. */
export const residence = z.strictObject({
  areaId: id('area'),
  districtId: id('district'),
  compound: words(40),
  building: words(10),
  unit: z.string().trim().max(10),
  floor: z.int().min(-3).max(120),
  room: words(10),
  lift: z.boolean(),
  at: point,
  hotWater: z.boolean(),
  roomForTub: z.boolean(),
  /** How to get in; encrypted. */
  doorNote: z.string().trim().max(300),
  from: serviceDay,
  to: serviceDay.nullable(),
});
export type Residence = z.infer<typeof residence>;

/** What a meal must or should respect, who said so, and with which force. */
export const dietEntry = z.strictObject({
  about: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('allergen'), allergen: codeOf(ALLERGENS) }),
    z.strictObject({ kind: z.literal('texture'), texture: codeOf(TEXTURES) }),
    z.strictObject({ kind: z.literal('swallowing'), swallowing: codeOf(SWALLOWING) }),
    z.strictObject({ kind: z.literal('faith'), faith: codeOf(FAITHS) }),
    z.strictObject({ kind: z.literal('avoid'), ingredient: codeOf(INGREDIENTS) }),
    z.strictObject({ kind: z.literal('need'), need: codeOf(DIET_NEEDS) }),
  ]),
  source: codeOf(DIET_SOURCES),
  force: codeOf(DIET_FORCES),
});
export type DietEntry = z.infer<typeof dietEntry>;

const category = z.strictObject({
  category: codeOf(ELDER_CATEGORIES),
  source: codeOf(CATEGORY_SOURCES),
  validUntil: serviceDay.nullable(),
});

const ability = z.strictObject({
  scale: codeOf(CARE_SCALES),
  level: z.int().min(0).max(6),
  assessedOn: serviceDay,
  validUntil: serviceDay,
  assessor: words(60),
});

const contact = z.strictObject({ name: words(40), role: codeOf(CONTACT_ROLES), phone: telephone });

/** What the worker at the door should know. */
const atTheDoor = z.strictObject({
  hearing: codeOf(HEARING),
  mobility: codeOf(MOBILITY),
  dialect: z.string().trim().max(40),
  slowToOpen: z.boolean(),
  dog: z.boolean(),
  /** The one who holds the key, as in the contacts. */
  keyholder: z.string().trim().max(40),
});

/** Standing wishes: hard for sex and blocks, soft for those he knows. */
const wishes = z.strictObject({
  bathedBy: z.enum(['any', 'male', 'female']),
  leaveAtDoor: z.boolean(),
  knows: z.array(id('person')).max(50),
  blocks: z.array(id('person')).max(50),
});

/** Health entries, encrypted; seen with the right `health`. */
const health = z.strictObject({
  ability: z.array(ability).max(10),
  diet: z.array(dietEntry).max(50),
  /** A meal at a fixed hour (insulin): being late weighs more. */
  fixedMealtime: z.strictObject({ at: timeOfDay, because: words(60) }).nullable(),
  conditions: z.array(words(100)).max(30),
});

const record = z.strictObject({
  name: words(40),
  sex: codeOf(SEXES),
  birthDate: serviceDay,
  /** GB 11643: 18 characters; encrypted. */
  identityNumber: z
    .string()
    .regex(/^\d{17}[\dX]$/, { message: FIELD_TEXTS.identityNumber.en })
    .nullable(),
  /** 社保卡; encrypted. */
  socialCard: z.string().trim().min(5).max(30).nullable(),
  /** Own phone, mobile or landline; encrypted. */
  phone: telephone.nullable(),
  /** 户籍, when it is another area than where he lives. */
  registeredAreaCode: z
    .string()
    .regex(/^\d{6,12}$/)
    .nullable(),
  decides: codeOf(DECISION_MODES),
  residences: z.array(residence).min(1).max(20),
  categories: z.array(category).max(9),
  contacts: z.array(contact).max(10),
  atTheDoor,
  wishes,
  health,
});
/** The whole record as it is registered. */
export const elderRecord = record;
export type ElderRecord = z.infer<typeof elderRecord>;

/** An elder in a list: with room and age, because two of one name may live in one building. */
export const elderCard = z.object({
  id: id('elder'),
  version: z.int(),
  name: z.string(),
  sex: codeOf(SEXES),
  age: z.int(),
  /** 柳荫里 3-2-502. */
  home: z.string(),
  at: point,
  districtId: id('district'),
  livesAlone: z.boolean(),
  decides: codeOf(DECISION_MODES),
  /** Service is paused at this moment 停服. */
  absent: z.boolean(),
  /** What the caller may do here; everything for the elder and the guardian. */
  rights: z.array(familyRight),
});
export type ElderCard = z.infer<typeof elderCard>;

export const absence = z.object({
  id: id('absence'),
  reason: codeOf(ABSENCE_REASONS),
  from: instant,
  to: instant.nullable(),
  endedAt: instant.nullable(),
});
export type Absence = z.infer<typeof absence>;

/** What makes a guardian 监护人, and the last day on which it holds. */
export const guardianPapers = z.strictObject({ kind: codeOf(GUARDIAN_PAPERS), until: serviceDay.nullable() });
export type GuardianPapersHeld = z.infer<typeof guardianPapers>;

export const familyMember = z.object({
  id: id('person'),
  name: z.string(),
  relation: codeOf(KINSHIPS),
  role: z.enum(['family', 'guardian']),
  papers: guardianPapers.nullable(),
  rights: z.array(familyRight),
});
export type FamilyMember = z.infer<typeof familyMember>;

/** A consent 同意 is a record: what for, which text, who in what relation, how, by whom noted, until when withdrawn. */
export const consent = z.object({
  id: id('consent'),
  kind: codeOf(CONSENT_KINDS),
  textVersion: z.string(),
  byName: z.string(),
  relation: z.enum(['self', 'guardian']),
  channel: codeOf(CONSENT_CHANNELS),
  /** Who noted what was signed, said or pressed; null when it was given here. */
  notedBy: z.string().nullable(),
  givenAt: instant,
  withdrawnAt: instant.nullable(),
});
export type Consent = z.infer<typeof consent>;

export const paperCard = z.object({
  cardNumber: z.string(),
  issuedAt: instant,
  blockedAt: instant.nullable(),
});
export type PaperCard = z.infer<typeof paperCard>;

export const device = z.object({
  id: id('device'),
  name: z.string(),
  boundAt: instant,
});
export type Device = z.infer<typeof device>;

/** The elder's page. What the caller may not see is null. */
export const elderDetail = elderCard.extend({
  birthDate: serviceDay,
  residence: residence.omit({ doorNote: true }),
  categories: z.array(category),
  atTheDoor,
  wishes,
  absences: z.array(absence),
  consents: z.array(consent),
  family: z.array(familyMember),
  contacts: z.array(contact).nullable(),
  doorNote: z.string().nullable(),
  phone: z.string().nullable(),
  identityNumber: z.string().nullable(),
  socialCard: z.string().nullable(),
  health: health.nullable(),
  cards: z.array(paperCard).nullable(),
});
export type ElderDetail = z.infer<typeof elderDetail>;

/** Typed in, or shown as a QR; one use. */
export const oneUseCode = z.object({ code: z.string(), expiresAt: instant });
export type OneUseCode = z.infer<typeof oneUseCode>;

const elderId = { elderId: id('elder') };
const staff = ['care_advisor', 'dispatcher'] as const;

export const eldersContract = {
  register: post('/elders', granted('care_advisor', 'dispatcher'), 'Register an elder with the full record')
    .input(record)
    .output(elderDetail),

  mine: get('/elders', granted('elder', 'guardian', 'family'), 'The elders I am, guard or am linked to').output(
    z.array(elderCard),
  ),

  search: get(
    '/elders/search',
    granted(...staff),
    'One box: pinyin initials, name, last four digits of phone or identity number, or room 3-2-502',
  )
    .input(z.strictObject({ q: z.string().trim().min(1).max(40), ...pageRequest }))
    .output(page(elderCard)),

  one: get('/elders/{elderId}', forElder('visits', ...staff), 'An elder’s page, as far as the caller may see it')
    .input(z.strictObject(elderId))
    .output(elderDetail),

  change: patch(
    '/elders/{elderId}',
    forElder('health', ...staff),
    'Change the record, each part in the hands that it is in; If-Match is its version',
  )
    .input(record.partial().extend(elderId))
    .output(elderDetail),

  makeLinkCode: post(
    '/elders/{elderId}/link-codes',
    granted('elder', 'guardian', ...staff),
    'A code for one family member, 24 h',
  )
    .input(z.strictObject(elderId))
    .output(oneUseCode),

  link: post('/links', signedIn, 'Link myself to the elder whose code I was given')
    .input(z.strictObject({ code: words(64), relation: codeOf(KINSHIPS) }))
    .output(elderCard),

  setRights: put(
    '/elders/{elderId}/family/{personId}',
    granted('elder', 'guardian'),
    'Give and withdraw a family member’s rights, kind by kind',
  )
    .input(z.strictObject({ ...elderId, personId: id('person'), rights: z.array(familyRight).max(5) }))
    .output(familyMember),

  appointGuardian: post(
    '/elders/{elderId}/guardians',
    granted('care_advisor'),
    'A family member is, or goes on being, the guardian, by papers',
  )
    .input(z.strictObject({ ...elderId, personId: id('person'), papers: guardianPapers }))
    .output(familyMember),

  unlink: del(
    '/elders/{elderId}/family/{personId}',
    granted('elder', 'guardian', 'family', ...staff),
    'End a family link; a member may end his own',
  )
    .input(z.strictObject({ ...elderId, personId: id('person') }))
    .output(z.object({ personId: id('person') })),

  giveConsent: post(
    '/elders/{elderId}/consents',
    granted('elder', 'guardian', ...staff),
    'Give a consent, or note one given on paper or by phone',
  )
    .input(
      z.strictObject({
        ...elderId,
        kind: codeOf(CONSENT_KINDS),
        textVersion: words(20),
        channel: codeOf(CONSENT_CHANNELS),
      }),
    )
    .output(consent),

  withdrawConsent: post(
    '/elders/{elderId}/consents/{consentId}/withdrawal',
    granted('elder', 'guardian', ...staff),
    'Withdraw a consent',
  )
    .input(z.strictObject({ ...elderId, consentId: id('consent') }))
    .output(consent),

  startAbsence: post('/elders/{elderId}/absences', forElder('order', ...staff), 'Pause all meals and visits 停服')
    .input(z.strictObject({ ...elderId, reason: codeOf(ABSENCE_REASONS), from: instant, to: instant.nullable() }))
    .output(absence),

  endAbsence: del('/elders/{elderId}/absences/{absenceId}', forElder('order', ...staff), 'Back home: service goes on')
    .input(z.strictObject({ ...elderId, absenceId: id('absence') }))
    .output(absence),

  issueCard: post('/elders/{elderId}/cards', granted(...staff), 'Issue a paper card; an earlier one is blocked')
    .input(z.strictObject(elderId))
    .output(paperCard),

  blockCard: post(
    '/elders/{elderId}/cards/{cardNumber}/block',
    granted('elder', 'guardian', ...staff),
    'Block a lost card',
  )
    .input(z.strictObject({ ...elderId, cardNumber: words(40) }))
    .output(paperCard),

  makeDeviceCode: post(
    '/elders/{elderId}/device-codes',
    forElder('order', ...staff),
    'A code, shown as a QR, that binds the elder’s device',
  )
    .input(z.strictObject(elderId))
    .output(oneUseCode),

  devices: get('/elders/{elderId}/devices', forElder('order', ...staff), 'The elder’s bound devices')
    .input(z.strictObject(elderId))
    .output(z.array(device)),

  revokeDevice: del(
    '/elders/{elderId}/devices/{deviceId}',
    forElder('order', ...staff),
    'Unbind a device; its session ends',
  )
    .input(z.strictObject({ ...elderId, deviceId: id('device') }))
    .output(z.object({ deviceId: id('device') })),
};
