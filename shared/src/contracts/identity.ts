import { z } from 'zod';
import { FAMILY_RIGHTS, ROLES } from '../catalog/roles.ts';
import type { TextTable } from '../catalog/table.ts';
import { id } from '../kernel/ids.ts';
import { instant } from '../kernel/time.ts';
import { FIELD_TEXTS } from '../texts/fields.ts';
import { LOCALES, text } from '../texts/text.ts';
import { anyone, signedIn } from './access.ts';
import { codeOf } from './codes.ts';
import { del, get, patch, post } from './endpoint.ts';

/** A mobile number of mainland China, without the country code. */
export const mobile = z.string().regex(/^1[3-9]\d{9}$/, { message: FIELD_TEXTS.mobile.en });

/** A mobile or a landline with its area code: `0571-88001234`. */
export const telephone = z.string().regex(/^(1[3-9]\d{9}|0\d{2,3}-\d{7,8})$/, { message: FIELD_TEXTS.telephone.en });

export const locale = z.enum(LOCALES);

/** The faces of the product, one a kind of user. */
export const FACES = {
  family: text('家属', 'Family'),
  elder: text('长辈版', 'Elder'),
  worker: text('服务人员', 'Worker'),
  provider: text('服务商', 'Provider'),
  canteen: text('食堂', 'Canteen'),
  console: text('调度台', 'Console'),
} as const satisfies TextTable;
export const face = codeOf(FACES);
export type Face = z.infer<typeof face>;

export const role = codeOf(ROLES);
export const familyRight = codeOf(FAMILY_RIGHTS);

/** What a grant covers: a node with all below it, or one elder. */
export const over = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('area'), areaId: id('area'), name: z.string() }),
  z.object({ kind: z.literal('operator'), operatorId: id('operator'), name: z.string() }),
  z.object({ kind: z.literal('elder'), elderId: id('elder'), name: z.string() }),
]);

/** The signed-in person, with a face to open for each grant. */
export const me = z.object({
  id: id('person'),
  name: z.string(),
  locale,
  grants: z.array(z.object({ id: id('grant'), role, face, over, rights: z.array(familyRight) })),
  /** True on an elder's device, where only the elder's face opens. */
  onElderDevice: z.boolean(),
});
export type Me = z.infer<typeof me>;

/** The same whether the phone is known or not. */
export const codeSent = z.object({
  expiresAt: instant,
  /** Seconds until another can be asked for. */
  resendIn: z.int(),
  /** Only in the demo. */
  demoCode: z.string().optional(),
});
export type CodeSent = z.infer<typeof codeSent>;

export const demoAccount = z.object({
  id: id('person'),
  name: z.string(),
  face,
  /** Who this is, in the caller's language: 调度员 · 柳荫街道. */
  about: z.string(),
});
export type DemoAccount = z.infer<typeof demoAccount>;

const code = z.string().regex(/^\d{6}$/, { message: FIELD_TEXTS.signInCode.en });

export const identityContract = {
  sendCode: post('/auth/codes', anyone, 'Send a one-time code to a phone')
    .input(z.strictObject({ phone: mobile }))
    .output(codeSent),

  signIn: post('/auth/sessions', anyone, 'Sign in with the code; sets the session cookie')
    .input(z.strictObject({ phone: mobile, code }))
    .output(me),

  signOut: del('/auth/session', signedIn, 'Sign out here').output(z.object({ ended: z.int() })),

  signOutEverywhere: del('/auth/sessions', signedIn, 'Sign out on every device').output(z.object({ ended: z.int() })),

  me: get('/me', signedIn, 'Who I am and what I may open').output(me),

  changeMe: patch('/me', signedIn, 'My language').input(z.strictObject({ locale })).output(me),

  bindDevice: post('/devices', anyone, 'Bind the elder’s device with the code of a QR; sets the elder’s session cookie')
    .input(z.strictObject({ code: z.string().min(20).max(64), name: z.string().trim().min(1).max(40) }))
    .output(me),

  demoAccounts: get('/demo/accounts', anyone, 'Accounts to try the demo with').output(z.array(demoAccount)),

  demoSignIn: post('/demo/sign-in', anyone, 'Sign in to the demo with one click')
    .input(z.strictObject({ personId: id('person') }))
    .output(me),
};
